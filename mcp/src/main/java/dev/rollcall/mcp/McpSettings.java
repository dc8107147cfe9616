package dev.rollcall.mcp;

import java.time.Duration;

/**
 * Limits of a server.
 *
 * @param maxSessions handshaken clients of older revisions at once; the one idle longest goes first
 * @param maxSessionsPerCaller of these, one caller's; its own one idle longest goes first
 * @param sessionIdle how long a session lives without a request or an open stream
 * @param maxStreams open streams at once, over all callers
 * @param maxStreamsPerCaller open streams of one caller
 * @param maxSubscriptions resource URIs one session or one listener may watch
 * @param keepAlive pause after which an idle stream gets a comment
 * @param stateLifetime how long the state of an unfinished call may be brought back
 * @param listLifetime how long clients may keep lists before they ask again
 * @param callTimeout how long a tool, a prompt, a list or a resource may take before it is
 *     cancelled and answered with an error
 * @param callsPerSecond requests that one caller may send in the long run, each message of a batch
 *     counted; 0 for as many as it likes
 * @param callBurst requests that one caller may send at once after a pause
 */
public record McpSettings(
    int maxSessions,
    int maxSessionsPerCaller,
    Duration sessionIdle,
    int maxStreams,
    int maxStreamsPerCaller,
    int maxSubscriptions,
    Duration keepAlive,
    Duration stateLifetime,
    Duration listLifetime,
    Duration callTimeout,
    int callsPerSecond,
    int callBurst) {
  private static final int MOST_CALLS_PER_SECOND = 1_000_000;

  /** What suits one process for a few thousand clients. */
  public static final McpSettings DEFAULT =
      new McpSettings(
          10_000,
          1_000,
          Duration.ofMinutes(30),
          1_000,
          20,
          200,
          Duration.ofSeconds(15),
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          1_000,
          2_000);

  public McpSettings {
    if (callsPerSecond < 0 || callsPerSecond > MOST_CALLS_PER_SECOND) {
      throw new IllegalArgumentException(
          "callsPerSecond must be 0 to " + MOST_CALLS_PER_SECOND + ", not " + callsPerSecond);
    }
    if (callsPerSecond > 0 && callBurst < 1) {
      throw new IllegalArgumentException("callBurst must be at least 1, not " + callBurst);
    }
  }
}
