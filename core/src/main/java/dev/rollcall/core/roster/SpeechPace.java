package dev.rollcall.core.roster;

import java.time.Duration;
import java.time.Instant;

/**
 * How many beginnings of speech one conference may tell: {@value #EACH_SECOND} in a second on
 * average, as many at once. Beyond that neither a beginning nor its end is told. A thousand people
 * in talk begin about as often; without a limit, phones that click could fill the log of events.
 * Not safe for use by many threads.
 */
final class SpeechPace {
  static final int EACH_SECOND = 25;

  private static final Duration FOR_ONE = Duration.ofSeconds(1).dividedBy(EACH_SECOND);
  private static final Duration FOR_ALL = Duration.ofSeconds(1);

  /** When all that was told would be paid for; in the past if there is room for all. */
  private Instant paid = Instant.MIN;

  /** Whether one more may be told at {@code now}; if so, it is counted. */
  boolean allows(Instant now) {
    Instant latest = now.plus(FOR_ALL);
    // Later than the latest is what a clock left behind that was set back.
    boolean stale = paid.isBefore(now) || paid.isAfter(latest);
    Instant next = (stale ? now : paid).plus(FOR_ONE);
    if (next.isAfter(latest)) {
      return false;
    }
    paid = next;
    return true;
  }
}
