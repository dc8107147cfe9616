package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.user.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a conversation, other than its messages. Immutable.
 *
 * @param sequence its number in the conversation: 1, 2, 3 and so on without a gap
 * @param by who did it
 * @param subject whom it happened to; for {@code HUDDLE_JOINED} and {@code HUDDLE_LEFT} the caller
 * @param subjectName what people read
 * @param conference the huddle's conference
 * @param call the call that joined or left
 */
public record ConversationEvent(
    ConversationId conversation,
    AccountSid account,
    long sequence,
    Kind kind,
    Instant at,
    Actor by,
    Optional<Actor> subject,
    Optional<String> subjectName,
    Optional<ConferenceSid> conference,
    Optional<CallSid> call) {
  /** What happened. */
  public enum Kind {
    CREATED,
    UPDATED,
    ARCHIVED,
    REOPENED,
    PARTICIPANT_ADDED,
    ROLE_CHANGED,
    PARTICIPANT_LEFT,
    PARTICIPANT_REMOVED,
    MESSAGE_EDITED,
    MESSAGE_DELETED,
    HUDDLE_STARTED,
    HUDDLE_JOINED,
    HUDDLE_LEFT,
    HUDDLE_ENDED
  }
}
