package dev.rollcall.core.delivery;

import dev.rollcall.core.event.Instigator;
import dev.rollcall.core.identity.AccountSid;
import java.time.Instant;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One event as apps are told it. Never changes.
 *
 * @param sequence its number among those of {@code subject}, without a gap: from 1 for a
 *     conference, from 0 for a call
 * @param name such as {@code participant-join}
 * @param parameters what is told of it, by name and in order
 * @param instigator who had it happen, if an agent said so
 */
public record LoggedEvent(
    AccountSid account,
    Subject subject,
    long sequence,
    Instant at,
    String name,
    SequencedMap<String, String> parameters,
    Optional<Instigator> instigator) {
  /**
   * An event and where it stands in the log of all events.
   *
   * @param position grows with the order in which events became durable
   */
  public record Positioned(long position, LoggedEvent event) {}
}
