package dev.rollcall.rest.webhook;

import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.journal.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What webhooks need of the world around them.
 *
 * @param authTokens the token that signs what an account is told; asked for each attempt, since
 *     tokens change
 * @param random for the times between retries; safe for use by many threads
 */
public record WebhookPorts(
    Journal journal,
    DeliveryRecords records,
    Function<AccountSid, Optional<String>> authTokens,
    SidGenerator sids,
    InstantSource clock,
    RandomGenerator random) {

  /** The time now, in whole milliseconds as it is journaled. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
