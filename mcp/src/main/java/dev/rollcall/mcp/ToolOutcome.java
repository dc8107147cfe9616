package dev.rollcall.mcp;

/** How a tool call ends for now: with a result, or with questions to the client. */
public sealed interface ToolOutcome permits ToolResult, InputRequired {}
