package dev.rollcall.media.sound;

import dev.rollcall.media.jitter.Frame;
import java.util.Arrays;

/** A file's decoded samples for its next times, unless they are more than a minute. */
final class KeptSound {
  private static final int MOST_SAMPLES = 60 * Frame.RATE;

  private short[] samples = new short[0];
  private int length;
  private boolean keeping;
  private boolean complete;

  /**
   * @param wanted whether there will be a next time
   */
  KeptSound(boolean wanted) {
    keeping = wanted;
  }

  /** Takes what was decoded next. */
  void add(short[] more, int count) {
    if (!keeping) {
      return;
    }
    if (length + count > MOST_SAMPLES) {
      keeping = false;
      samples = new short[0];
      return;
    }
    if (length + count > samples.length) {
      int grown = Math.clamp(2L * samples.length, Frame.RATE, MOST_SAMPLES);
      samples = Arrays.copyOf(samples, Math.max(length + count, grown));
    }
    System.arraycopy(more, 0, samples, length, count);
    length += count;
  }

  /** The file came to its end. */
  void end() {
    complete = keeping;
  }

  /** Whether all of the file is here. */
  boolean complete() {
    return complete;
  }

  /** The samples, and whatever else after {@link #length} of them. */
  short[] samples() {
    return samples;
  }

  int length() {
    return length;
  }
}
