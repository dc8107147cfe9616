package dev.rollcall.http;

import java.time.Duration;

/**
 * Where the server listens and what it bears.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes any free one
 * @param maxBodyBytes the longest body; a longer one is answered with 413
 * @param maxHeaderBytes the longest request target (else 414) and the longest header section (else
 *     431)
 * @param maxConnections how many connections may be open; one more is closed at once
 * @param maxConcurrentRequests how many requests may be with handlers; one more is answered with
 *     429, and so is one whose body would make all bodies still coming in longer than this many of
 *     the longest
 * @param idleTimeout how long a connection may take to bring the next whole request head; it is
 *     closed then
 * @param requestTimeout how long a client may take to send a body, and to receive an answer; its
 *     connection is closed then
 * @param drainTimeout how long a closing server waits for requests under way
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
    Duration drainTimeout) {

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
  }

  /** The usual limits. */
  public static HttpServerSettings on(String host, int port) {
    return new HttpServerSettings(
        host,
        port,
        64 * 1024,
        16 * 1024,
        10_000,
        1_000,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
