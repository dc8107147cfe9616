package dev.rollcall.core.conversation;

import java.util.List;
import java.util.Optional;

/**
 * A message as its sender gives it.
 *
 * @param parent the message it answers; the conversation's current one if empty
 * @param idempotencyKey the same key of the same sender again gives the first message back
 */
public record NewMessage(
    MessageRole role,
    List<Part> parts,
    Optional<MessageId> parent,
    Optional<String> idempotencyKey) {
  public NewMessage {
    parts = List.copyOf(parts);
  }
}
