/**
 * Lets a client that speaks MCP over stdin and stdout use a server that speaks it over HTTP
 * (Streamable HTTP), in all revisions alike.
 */
@NullMarked
package dev.rollcall.mcp.stdio;

import org.jspecify.annotations.NullMarked;
