package dev.rollcall.core.user;

import dev.rollcall.core.identity.AccountSid;
import java.time.Instant;
import java.util.List;

/**
 * Somebody the account knows by name, who can hold tokens: a person, an agent or a bot. Immutable.
 *
 * @param type {@code USER}, {@code AGENT} or {@code BOT}
 * @param name what others call it: unique in the account, 1 to 64 characters of {@code a-z0-9._-}
 * @param displayName what people read
 * @param addresses numbers and SIP addresses it calls from; no two users of an account share one
 */
public record User(
    UserId id,
    AccountSid account,
    ActorType type,
    String name,
    String displayName,
    List<String> addresses,
    Instant created) {
  public User {
    addresses = List.copyOf(addresses);
  }

  /** The user as it takes part. */
  public Actor actor() {
    return new Actor(type, id.text());
  }
}
