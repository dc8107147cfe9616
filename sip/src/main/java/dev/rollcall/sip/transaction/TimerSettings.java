package dev.rollcall.sip.transaction;

import java.time.Duration;

/**
 * The time values of RFC 3261 §17 from which all its timers follow.
 *
 * @param t1 how long a message and its answer are expected to travel; 500 ms
 * @param t2 the longest wait between two sendings of the same message; 4 s
 * @param t4 how long a message may stay in the network; 5 s
 * @param tryingAfter how long an INVITE may stay unanswered until 100 (Trying) is sent (§17.2.1);
 *     200 ms
 */
public record TimerSettings(Duration t1, Duration t2, Duration t4, Duration tryingAfter) {
  /** The values of the RFC. */
  public static final TimerSettings STANDARD =
      new TimerSettings(
          Duration.ofMillis(500),
          Duration.ofSeconds(4),
          Duration.ofSeconds(5),
          Duration.ofMillis(200));

  /** Timers B, F, H, J, L and M: 64 times T1. */
  public Duration timeout() {
    return t1.multipliedBy(64);
  }

  /** Timer D: at least 32 s where T1 is standard. */
  public Duration absorbFinalResponses() {
    return timeout();
  }

  /** The wait that follows a wait of {@code interval}: twice as long, at most T2. */
  public Duration next(Duration interval) {
    Duration doubled = interval.multipliedBy(2);
    return doubled.compareTo(t2) > 0 ? t2 : doubled;
  }
}
