package dev.rollcall.core.conversation;

/** What may happen in a conversation. */
public enum ConversationStatus {
  ACTIVE,
  /** Can be read, and taken back; nothing is posted. */
  ARCHIVED,
  /** Is shown to nobody any more. */
  DELETED
}
