package dev.rollcall.mcp;

import java.time.Duration;

/**
 * Limits of a server.
 *
 * @param maxSessions handshaken clients of older revisions at once; the one idle longest goes first
 * @param sessionIdle how long a session lives without a request or an open stream
 * @param maxStreams open streams at once, over all callers
 * @param maxStreamsPerCaller open streams of one caller
 * @param maxSubscriptions resource URIs one session or one listener may watch
 * @param keepAlive pause after which an idle stream gets a comment
 * @param stateLifetime how long the state of an unfinished call may be brought back
 * @param listLifetime how long clients may keep lists before they ask again
 * @param callTimeout how long a tool may run before it is cancelled and answered with an error
 */
public record McpSettings(
    int maxSessions,
    Duration sessionIdle,
    int maxStreams,
    int maxStreamsPerCaller,
    int maxSubscriptions,
    Duration keepAlive,
    Duration stateLifetime,
    Duration listLifetime,
    Duration callTimeout) {
  /** What suits one process for a few thousand clients. */
  public static final McpSettings DEFAULT =
      new McpSettings(
          10_000,
          Duration.ofMinutes(30),
          1_000,
          20,
          200,
          Duration.ofSeconds(15),
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));
}
