/** How a caller of the MCP server proves who it is, and how it is told what is missing. */
@NullMarked
package dev.rollcall.mcp.tools.access;

import org.jspecify.annotations.NullMarked;
