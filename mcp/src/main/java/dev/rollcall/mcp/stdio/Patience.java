package dev.rollcall.mcp.stdio;

import java.time.Duration;

/**
 * How long the bridge waits.
 *
 * @param connect for a connection to the server
 * @param receipt for the server to take a message that has no answer, and for a handshake
 * @param answer for the server to begin its answer to a request
 * @param drain for requests under way when the client has no more to say
 * @param reconnect before a lost stream of notifications is asked for again; doubled each time in
 *     vain, up to thirtyfold
 */
record Patience(
    Duration connect, Duration receipt, Duration answer, Duration drain, Duration reconnect) {
  static final Patience DEFAULT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1));

  private static final int LONGEST_RECONNECT = 30;

  /** What to wait before the next attempt, after {@code last} was waited in vain. */
  Duration longerThan(Duration last) {
    Duration longest = reconnect.multipliedBy(LONGEST_RECONNECT);
    Duration next = last.multipliedBy(2);
    return next.compareTo(longest) < 0 ? next : longest;
  }
}
