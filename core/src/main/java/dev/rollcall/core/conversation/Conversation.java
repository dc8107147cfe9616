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
    Optional<MessageId> currentNode) {}
