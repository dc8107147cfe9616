@NullMarked
package dev.rollcall.mcp;

import org.jspecify.annotations.NullMarked;
