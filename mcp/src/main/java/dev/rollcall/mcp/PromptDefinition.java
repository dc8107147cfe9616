package dev.rollcall.mcp;

import java.util.List;

/** A prompt as callers see it. */
public record PromptDefinition(
    String name, String title, String description, List<Argument> arguments) {
  public PromptDefinition {
    arguments = List.copyOf(arguments);
  }

  public record Argument(String name, String description, boolean required) {}
}
