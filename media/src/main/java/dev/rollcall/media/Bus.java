package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import java.util.Arrays;

/** The exact sum of all audio for one audience in one frame; clipped only when it is taken. */
final class Bus {
  private final int[] sum = new int[Frame.SAMPLES];
  private final EncodedFrame whole = new EncodedFrame();
  private int contributors;
  private boolean wholeIsFresh;

  void clear() {
    if (contributors > 0) {
      Arrays.fill(sum, 0);
      contributors = 0;
    }
    wholeIsFresh = false;
  }

  void add(short[] frame) {
    for (int i = 0; i < Frame.SAMPLES; i++) {
      sum[i] += frame[i];
    }
    contributors++;
  }

  /** How many have been added since it was cleared. */
  int contributors() {
    return contributors;
  }

  /** Adds this sum to {@code target}. */
  void addTo(int[] target) {
    for (int i = 0; i < Frame.SAMPLES; i++) {
      target[i] += sum[i];
    }
  }

  /** Everything in it, for those who contributed nothing. */
  EncodedFrame whole() {
    if (!wholeIsFresh) {
      clip(sum, whole.samples);
      whole.changed();
      wholeIsFresh = true;
    }
    return whole;
  }

  /** Brings sums into 16 bits. */
  static void clip(int[] sum, short[] target) {
    for (int i = 0; i < Frame.SAMPLES; i++) {
      target[i] = (short) Math.clamp(sum[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
  }
}
