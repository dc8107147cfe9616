package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.user.Actor;
import java.time.Instant;
import java.util.Optional;

/**
 * A conference that belongs to a conversation. Immutable.
 *
 * @param room the friendly name under which phones dial it; unguessable, since who knows it gets in
 * @param conference once the first phone is in
 * @param ended when it was over, if it is
 */
public record Huddle(
    HuddleId id,
    AccountSid account,
    ConversationId conversation,
    String room,
    Optional<ConferenceSid> conference,
    Actor startedBy,
    Instant started,
    Optional<Instant> ended) {

  /** The same huddle, over since {@code now}. */
  Huddle endedAt(Instant now) {
    return new Huddle(
        id, account, conversation, room, conference, startedBy, started, Optional.of(now));
  }

  /** The same huddle with phones in it. */
  Huddle in(ConferenceSid live) {
    return new Huddle(
        id, account, conversation, room, Optional.of(live), startedBy, started, ended);
  }
}
