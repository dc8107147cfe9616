package dev.rollcall.mcp;

/** A tool and what runs when it is called. */
public record Tool<P>(ToolDefinition definition, ToolHandler<P> handler) {}
