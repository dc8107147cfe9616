package dev.rollcall.mcp;

/** How a prompt is answered for now: with its messages, or with questions to the client. */
public sealed interface PromptOutcome permits PromptResult, InputRequired {}
