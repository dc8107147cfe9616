package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One message. Immutable.
 *
 * @param sequence its number in the conversation: 1, 2, 3 and so on
 * @param parent the message it answers; empty at the root
 * @param parts 1 to 200; empty once deleted
 * @param idempotencyKey the sender's own name for it, at most 255 characters
 */
public record Message(
    MessageId id,
    AccountSid account,
    ConversationId conversation,
    long sequence,
    Optional<MessageId> parent,
    MessageRole role,
    Actor sender,
    String senderName,
    List<Part> parts,
    Optional<String> idempotencyKey,
    Instant created,
    Instant updated,
    Optional<Instant> edited,
    Optional<Instant> deleted) {
  public Message {
    parts = List.copyOf(parts);
  }

  boolean isDeleted() {
    return deleted.isPresent();
  }

  Message edited(List<Part> newParts, Instant now) {
    return copy(newParts, now, Optional.of(now), deleted);
  }

  /** The same message without what it said. */
  Message deletedAt(Instant now) {
    return copy(List.of(), now, edited, Optional.of(now));
  }

  private Message copy(
      List<Part> newParts,
      Instant newUpdated,
      Optional<Instant> newEdited,
      Optional<Instant> newDeleted) {
    return new Message(
        id,
        account,
        conversation,
        sequence,
        parent,
        role,
        sender,
        senderName,
        newParts,
        idempotencyKey,
        created,
        newUpdated,
        newEdited,
        newDeleted);
  }

  /** Without what it says. */
  @Override
  public String toString() {
    return "Message[" + id + "]";
  }
}
