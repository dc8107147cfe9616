package dev.rollcall.mcp;

/** A prompt and what answers it. */
public record Prompt<P>(PromptDefinition definition, PromptHandler<P> handler) {}
