package dev.rollcall.mcp;

import java.util.List;

/** The messages of a prompt. */
public record PromptResult(String description, List<Message> messages) implements PromptOutcome {
  public PromptResult {
    messages = List.copyOf(messages);
  }

  public record Message(Role role, Content content) {}

  public enum Role {
    USER,
    ASSISTANT
  }
}
