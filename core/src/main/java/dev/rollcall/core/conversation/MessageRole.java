package dev.rollcall.core.conversation;

/** On whose part a message was written. */
public enum MessageRole {
  USER,
  ASSISTANT,
  TOOL,
  SYSTEM
}
