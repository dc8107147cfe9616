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

  /** Becomes the sum of two others. */
  void setTo(Bus one, Bus other) {
    for (int i = 0; i < Frame.SAMPLES; i++) {
      sum[i] = one.sum[i] + other.sum[i];
    }
    contributors = one.contributors + other.contributors;
    wholeIsFresh = false;
  }

  /** Writes everything in it but {@code own}, which was added before, to {@code target}. */
  void without(short[] own, short[] target) {
    for (int i = 0; i < Frame.SAMPLES; i++) {
      target[i] = clip(sum[i] - own[i]);
    }
  }

  /** Everything in it, for those who contributed nothing. */
  EncodedFrame whole() {
    if (!wholeIsFresh) {
      for (int i = 0; i < Frame.SAMPLES; i++) {
        whole.samples[i] = clip(sum[i]);
      }
      whole.changed();
      wholeIsFresh = true;
    }
    return whole;
  }

  private static short clip(int sample) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sample));
  }
}
