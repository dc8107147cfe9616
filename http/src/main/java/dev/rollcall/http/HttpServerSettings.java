package dev.rollcall.http;

import java.time.Duration;

/**
 * Where the server listens and what it bears.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes any free one
 * @param maxBodyBytes the longest body; a longer one is answered with 413
 * @param maxHeaderBytes the longest header section (else 431), and the longest request target if
 *     that is less than {@value #LONGEST_TARGET} (else 414)
 * @param maxConnections how many connections may be open; one more is closed at once
 * @param maxConcurrentRequests how many requests may be with handlers; one more is answered with
 *     429, and so is one whose body would make all bodies still coming in longer than this many of
 *     the longest
 * @param idleTimeout how long a connection may take to bring the next whole request head; it is
 *     closed then
 * @param requestTimeout how long a client may take to send a body, and to receive an answer; its
 *     connection is closed then
 * @param drainTimeout how long a closing server waits for requests under way, and for the bodies of
 *     the streams that it has cut
 * @param maxStreams how many streamed answers may be being written; one more is answered with 429.
 *     They hold none of the places of {@code maxConcurrentRequests}
 * @param streamStallTimeout how long the client of a streamed answer may take nothing of what waits
 *     for it; its connection is closed then
 */
public record HttpServerSettings(
    String host,
    int port,
    int maxBodyBytes,
    int maxHeaderBytes,
    int maxConnections,
    int maxConcurrentRequests,
    Duration idleTimeout,
    Duration requestTimeout,
    Duration drainTimeout,
    int maxStreams,
    Duration streamStallTimeout) {
  /** Bytes of a request target at most: headers may carry an agent's whole context, targets not. */
  static final int LONGEST_TARGET = 16 * 1024;

  private static final int USUAL_MAX_STREAMS = 1_024;
  private static final Duration USUAL_STREAM_STALL_TIMEOUT = Duration.ofSeconds(30);

  public HttpServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    requirePositive("maxBodyBytes", maxBodyBytes);
    requirePositive("maxHeaderBytes", maxHeaderBytes);
    requirePositive("maxConnections", maxConnections);
    requirePositive("maxConcurrentRequests", maxConcurrentRequests);
    requirePositive("idleTimeout", idleTimeout.toMillis());
    requirePositive("requestTimeout", requestTimeout.toMillis());
    requirePositive("drainTimeout", drainTimeout.toMillis());
    requirePositive("maxStreams", maxStreams);
    requirePositive("streamStallTimeout", streamStallTimeout.toMillis());
  }

  /** With the usual limits for streams. */
  public HttpServerSettings(
      String host,
      int port,
      int maxBodyBytes,
      int maxHeaderBytes,
      int maxConnections,
      int maxConcurrentRequests,
      Duration idleTimeout,
      Duration requestTimeout,
      Duration drainTimeout) {
    this(
        host,
        port,
        maxBodyBytes,
        maxHeaderBytes,
        maxConnections,
        maxConcurrentRequests,
        idleTimeout,
        requestTimeout,
        drainTimeout,
        USUAL_MAX_STREAMS,
        USUAL_STREAM_STALL_TIMEOUT);
  }

  /** The usual limits. */
  public static HttpServerSettings on(String host, int port) {
    return new HttpServerSettings(
        host,
        port,
        64 * 1024,
        64 * 1024,
        10_000,
        1_000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  /** The longest request target, in bytes. */
  public int maxTargetBytes() {
    return Math.min(maxHeaderBytes, LONGEST_TARGET);
  }

  /** The same but for the limits of streams. */
  public HttpServerSettings withStreams(int mostStreams, Duration stallTimeout) {
    return new HttpServerSettings(
        host,
        port,
        maxBodyBytes,
        maxHeaderBytes,
        maxConnections,
        maxConcurrentRequests,
        idleTimeout,
        requestTimeout,
        drainTimeout,
        mostStreams,
        stallTimeout);
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
