package dev.rollcall.media;

import java.net.InetAddress;

/**
 * How the engine uses the machine.
 *
 * @param bindAddress the address that all sockets are bound to
 * @param firstPort the first UDP port that may be used
 * @param lastPort the last one; RTP takes an even port and RTCP the odd one above it, so the range
 *     holds at least one such pair
 * @param threads media threads, at least 1
 * @param jitterMinimumMillis the least delay a jitter buffer adds, 20 to 1 000 ms
 * @param jitterMaximumMillis the most delay it adds, at least the least and at most 1 000 ms
 */
public record MediaSettings(
    InetAddress bindAddress,
    int firstPort,
    int lastPort,
    int threads,
    int jitterMinimumMillis,
    int jitterMaximumMillis) {
  /** The least delay of a jitter buffer unless configured otherwise, in milliseconds. */
  public static final int DEFAULT_JITTER_MINIMUM_MILLIS = 20;

  /** The most delay of a jitter buffer unless configured otherwise, in milliseconds. */
  public static final int DEFAULT_JITTER_MAXIMUM_MILLIS = 200;

  private static final int LARGEST_PORT = 65_535;
  private static final int SHORTEST_JITTER_MILLIS = 20;
  private static final int LONGEST_JITTER_MILLIS = 1_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is broken
   */
  public MediaSettings {
    if (firstPort < 1 || lastPort > LARGEST_PORT || evenAtLeast(firstPort) + 1 > lastPort) {
      throw new IllegalArgumentException(
          "ports " + firstPort + " to " + lastPort + " hold no even port with the next above it");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one media thread is needed, not " + threads);
    }
    if (jitterMinimumMillis < SHORTEST_JITTER_MILLIS
        || jitterMaximumMillis < jitterMinimumMillis
        || jitterMaximumMillis > LONGEST_JITTER_MILLIS) {
      throw new IllegalArgumentException(
          "jitter buffers of "
              + jitterMinimumMillis
              + " to "
              + jitterMaximumMillis
              + " ms are not within 20 to 1000 ms");
    }
  }

  /** Settings with the usual number of threads, two or one on a single core, and jitter bounds. */
  public static MediaSettings of(InetAddress bindAddress, int firstPort, int lastPort) {
    return new MediaSettings(
        bindAddress,
        firstPort,
        lastPort,
        Math.min(2, Runtime.getRuntime().availableProcessors()),
        DEFAULT_JITTER_MINIMUM_MILLIS,
        DEFAULT_JITTER_MAXIMUM_MILLIS);
  }

  /** How many pairs of ports the range holds, that is how many legs can be open at a time. */
  public int pairs() {
    return (lastPort - evenAtLeast(firstPort) + 1) / 2;
  }

  /** The even port of a pair; pairs are counted from 0. */
  int rtpPort(int pair) {
    return evenAtLeast(firstPort) + 2 * pair;
  }

  private static int evenAtLeast(int port) {
    return port + (port & 1);
  }
}
