/** Conversations and conferences as MCP tools, resources and prompts. */
@NullMarked
package dev.rollcall.mcp.tools;

import org.jspecify.annotations.NullMarked;
