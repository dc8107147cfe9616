package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * One conversation without its members and messages. Immutable.
 *
 * @param title at most 500 characters
 * @param summary at most 5 000 characters
 * @param messageCount messages that are not deleted
 * @param lastSequence the number of the newest message; 0 without one
 * @param lastEvent the number of the newest event
 * @param currentNode the message at the tip of the branch that is shown; the newest one if none was
 *     selected
 */
public record Conversation(
    ConversationId id,
    AccountSid account,
    Optional<String> title,
    Optional<String> summary,
    ConversationStatus status,
    Actor createdBy,
    Instant created,
    Instant updated,
    Optional<Instant> archived,
    long messageCount,
    long lastSequence,
    Optional<Instant> lastMessageAt,
    long lastEvent,
    Optional<MessageId> currentNode) {

  Conversation updatedAt(Instant now) {
    return copy(title, summary, status, now, archived, messageCount, lastEvent, currentNode);
  }

  Conversation with(Optional<String> newTitle, Optional<String> newSummary) {
    return copy(
        newTitle, newSummary, status, updated, archived, messageCount, lastEvent, currentNode);
  }

  /** The same conversation in another status, archived at {@code now} if that is what it is. */
  Conversation with(ConversationStatus newStatus, Instant now) {
    Optional<Instant> since =
        switch (newStatus) {
          case ACTIVE -> Optional.empty();
          case ARCHIVED -> Optional.of(now);
          case DELETED -> archived;
        };
    return copy(title, summary, newStatus, updated, since, messageCount, lastEvent, currentNode);
  }

  Conversation withLastEvent(long number) {
    return copy(title, summary, status, updated, archived, messageCount, number, currentNode);
  }

  /** The same conversation with another message at the tip of its branch. */
  Conversation withCurrentNode(Optional<MessageId> tip) {
    return copy(title, summary, status, updated, archived, messageCount, lastEvent, tip);
  }

  /** The same conversation with one message less, and {@code tip} at the tip of its branch. */
  Conversation withoutMessage(Optional<MessageId> tip) {
    return copy(title, summary, status, updated, archived, messageCount - 1, lastEvent, tip);
  }

  /** The same conversation with {@code message} as its newest message. */
  Conversation withMessage(Message message) {
    return new Conversation(
        id,
        account,
        title,
        summary,
        status,
        createdBy,
        created,
        updated,
        archived,
        messageCount + 1,
        message.sequence(),
        Optional.of(message.created()),
        lastEvent,
        Optional.of(message.id()));
  }

  /** Whether some of its messages have been deleted. */
  boolean hasDeletedMessages() {
    return messageCount < lastSequence;
  }

  private Conversation copy(
      Optional<String> newTitle,
      Optional<String> newSummary,
      ConversationStatus newStatus,
      Instant newUpdated,
      Optional<Instant> newArchived,
      long newMessageCount,
      long newLastEvent,
      Optional<MessageId> newCurrentNode) {
    return new Conversation(
        id,
        account,
        newTitle,
        newSummary,
        newStatus,
        createdBy,
        created,
        newUpdated,
        newArchived,
        newMessageCount,
        lastSequence,
        lastMessageAt,
        newLastEvent,
        newCurrentNode);
  }
}
