/** Tests of the tools, over real core with its records in memory. */
@NullMarked
package dev.rollcall.mcp.tools;

import org.jspecify.annotations.NullMarked;
