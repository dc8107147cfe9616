/**
 * A server with the tools, prompts and resources that the official conformance suite of the Model
 * Context Protocol asks for ({@code @modelcontextprotocol/conformance}). For tests only: it lets
 * anyone in.
 */
@NullMarked
package dev.rollcall.mcp.conformance;

import org.jspecify.annotations.NullMarked;
