package dev.rollcall.media.jitter;

import java.util.Arrays;

/**
 * Says how far playing must lag behind the sender's timestamps so that all but about two in a
 * hundred of the last 256 packets would have come in time.
 *
 * <p>A packet's transit is its arrival less its timestamp, in samples; only differences of transits
 * mean anything, since the two clocks have nothing in common. Not safe for use by many threads.
 */
final class DelayEstimator {
  private static final int WINDOW = 256;
  private static final int TOO_LATE_PER_256 = 5;
  private static final int MARGIN = 5 * Frame.SAMPLES_PER_MILLISECOND;

  private final int minimum;
  private final int maximum;
  private final long[] transits = new long[WINDOW];
  private final long[] slowest = new long[TOO_LATE_PER_256 + 1];
  private int count;
  private int next;
  private long fastest;
  private long lag;

  /**
   * Bounds are of the delay added to that of the fastest packet, in samples.
   *
   * @param minimum at least one frame
   */
  DelayEstimator(int minimum, int maximum) {
    this.minimum = minimum;
    this.maximum = maximum;
  }

  /** Forgets all packets. */
  void reset() {
    count = 0;
    next = 0;
  }

  /** Takes a packet's transit in; {@link #lag} follows at the next {@link #estimate}. */
  void add(long transit) {
    transits[next] = transit;
    next = (next + 1) % WINDOW;
    count = Math.min(count + 1, WINDOW);
  }

  /** Looks at all packets remembered; there must be one. */
  void estimate() {
    int tolerated = count * TOO_LATE_PER_256 / WINDOW;
    Arrays.fill(slowest, Long.MIN_VALUE);
    long lowest = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      long transit = transits[i];
      lowest = Math.min(lowest, transit);
      if (transit > slowest[tolerated]) {
        int at = tolerated;
        while (at > 0 && transit > slowest[at - 1]) {
          slowest[at] = slowest[at - 1];
          at--;
        }
        slowest[at] = transit;
      }
    }
    fastest = lowest;
    // A frame is taken whole, so its last sample must be there when its first one is played.
    long wanted = slowest[tolerated] - lowest + Frame.SAMPLES + MARGIN;
    lag = lowest + Math.clamp(wanted, minimum, maximum);
  }

  /** The transit of a packet that would be played the moment it came, as last estimated. */
  long lag() {
    return lag;
  }

  /** The smallest transit of the packets remembered, as last estimated. */
  long fastest() {
    return fastest;
  }

  /** The largest lag the bounds allow, as last estimated. */
  long largestLag() {
    return fastest + maximum;
  }
}
