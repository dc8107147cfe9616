package dev.rollcall.rest.events;

import java.time.Duration;

/**
 * What the event streams bear.
 *
 * @param keepAlive after how long without an event a stream is sent a comment, and whether its
 *     client may still read is asked again
 * @param maxStreams how many streams may be open; one more is answered with 429
 * @param maxStreamsPerAccount how many of them one account may have
 * @param maxWaiting how many requests may wait for events without a stream; one more is answered
 *     with 429, since each holds one of the server's places for requests
 */
public record EventSettings(
    Duration keepAlive, int maxStreams, int maxStreamsPerAccount, int maxWaiting) {
  /** The usual limits. */
  public static final EventSettings USUAL = new EventSettings(Duration.ofSeconds(15), 512, 64, 256);

  public EventSettings {
    if (!keepAlive.isPositive() || maxStreams < 1 || maxStreamsPerAccount < 1 || maxWaiting < 1) {
      throw new IllegalArgumentException("each limit must be positive");
    }
  }
}
