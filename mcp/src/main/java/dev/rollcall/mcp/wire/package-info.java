/** JSON-RPC 2.0 messages as MCP restricts them: read from hostile bytes, written to bytes. */
@NullMarked
package dev.rollcall.mcp.wire;

import org.jspecify.annotations.NullMarked;
