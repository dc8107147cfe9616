package dev.rollcall.console;

import java.time.Duration;

/**
 * The limits of signing in.
 *
 * @param maxSessions sessions at once over all accounts; the one unused longest makes room
 * @param maxSessionsPerAccount sessions at once of one account; likewise
 * @param idle after which time without a request and without an open stream a session ends
 * @param longest after which time a session ends in any case
 * @param wrongTries wrong tries in a row that one network address has
 * @param tryAgain the time after which it has one more
 */
public record ConsoleSettings(
    int maxSessions,
    int maxSessionsPerAccount,
    Duration idle,
    Duration longest,
    int wrongTries,
    Duration tryAgain) {
  /** What suits a server that some operators use. */
  public static final ConsoleSettings USUAL =
      new ConsoleSettings(
          1_000, 100, Duration.ofHours(1), Duration.ofDays(7), 10, Duration.ofSeconds(6));

  public ConsoleSettings {
    if (maxSessions < 1 || maxSessionsPerAccount < 1 || wrongTries < 1) {
      throw new IllegalArgumentException("each limit has to be at least 1");
    }
    if (!idle.isPositive() || !longest.isPositive() || !tryAgain.isPositive()) {
      throw new IllegalArgumentException("each time has to be positive");
    }
  }
}
