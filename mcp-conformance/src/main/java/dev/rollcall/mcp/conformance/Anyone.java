package dev.rollcall.mcp.conformance;

/** A caller of whom nothing is known, since nothing is asked. */
public record Anyone() {}
