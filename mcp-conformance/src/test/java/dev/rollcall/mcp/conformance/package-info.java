@NullMarked
package dev.rollcall.mcp.conformance;

import org.jspecify.annotations.NullMarked;
