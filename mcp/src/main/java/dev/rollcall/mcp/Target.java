package dev.rollcall.mcp;

/** What a request wants to use. */
public sealed interface Target {
  record ToolTarget(String name) implements Target {}

  record PromptTarget(String name) implements Target {}

  record ResourceTarget(String uri) implements Target {}
}
