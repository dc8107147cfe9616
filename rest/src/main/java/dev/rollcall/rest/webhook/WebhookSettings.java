package dev.rollcall.rest.webhook;

import java.time.Duration;

/**
 * How patiently messages are sent. All durations and numbers are positive.
 *
 * @param allowPrivateTargets whether addresses of private, loopback and other special networks may
 *     be asked
 * @param firstRetry the most that the first retry waits; each further one may wait twice as long
 * @param longestRetry the most that any retry waits
 * @param giveUpAfter how old a message is when it is tried for the last time
 * @param longestLine how many messages of one conference or call may wait; beyond that the oldest
 *     are given up
 * @param atOnce how many are sent at the same time
 * @param atOncePerHost how many of them to the same host and port
 * @param farewell how long closing waits for answers that are under way
 * @param keep how long events and finished messages are kept
 * @param housekeeping how often the old ones are looked for
 */
public record WebhookSettings(
    boolean allowPrivateTargets,
    Duration firstRetry,
    Duration longestRetry,
    Duration giveUpAfter,
    int longestLine,
    int atOnce,
    int atOncePerHost,
    Duration farewell,
    Duration keep,
    Duration housekeeping) {

  /** As a server uses it. */
  public static WebhookSettings usual(boolean allowPrivateTargets) {
    return new WebhookSettings(
        allowPrivateTargets,
        Duration.ofSeconds(1),
        Duration.ofMinutes(5),
        Duration.ofHours(24),
        10_000,
        256,
        64,
        Duration.ofSeconds(3),
        Duration.ofDays(30),
        Duration.ofHours(1));
  }
}
