package dev.rollcall.media.jitter;

import java.util.Arrays;

/**
 * Fills holes in speech: repeats the last pitch period, fading to silence within 60 ms, and blends
 * over into the audio that comes after the hole. The idea is that of ITU-T G.711 Appendix I, in a
 * simpler form without its 3.75 ms of delay. Not safe for use by many threads.
 */
final class Concealer {
  private static final int FADE = 60 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int BLEND = 5 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int SHORTEST_PERIOD = 5 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int LONGEST_PERIOD = 15 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int COMPARED = 20 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int HISTORY = LONGEST_PERIOD + COMPARED;

  private final short[] history = new short[HISTORY];
  private int concealed = FADE;
  private int period = SHORTEST_PERIOD;
  private int phase;

  /** Forgets all audio: the next hole is silence. */
  void reset() {
    Arrays.fill(history, (short) 0);
    concealed = FADE;
  }

  /**
   * Writes {@code count} samples for which there is no audio.
   *
   * @return whether any of them can be heard
   */
  boolean conceal(short[] samples, int offset, int count) {
    if (concealed >= FADE) {
      Arrays.fill(samples, offset, offset + count, (short) 0);
      return false;
    }
    if (concealed == 0) {
      period = findPeriod();
      phase = 0;
    }
    for (int i = offset; i < offset + count; i++) {
      samples[i] = next();
    }
    return Frame.audible(samples, offset, count);
  }

  /**
   * Takes note of {@code count} samples of true audio and smooths their start if a hole was before.
   *
   * @return whether any of them can be heard
   */
  boolean pass(short[] samples, int offset, int count) {
    if (concealed > 0) {
      int blend = Math.min(BLEND, count);
      for (int i = 0; i < blend; i++) {
        int mixed = next() * (blend - i) + samples[offset + i] * i;
        samples[offset + i] = (short) (mixed / blend);
      }
      concealed = 0;
    }
    int kept = Math.min(count, HISTORY);
    System.arraycopy(history, kept, history, 0, HISTORY - kept);
    System.arraycopy(samples, offset + count - kept, history, HISTORY - kept, kept);
    return Frame.audible(samples, offset, count);
  }

  private short next() {
    if (concealed >= FADE) {
      return 0;
    }
    int sample = history[HISTORY - period + phase] * (FADE - concealed) / FADE;
    phase = phase + 1 == period ? 0 : phase + 1;
    concealed++;
    return (short) sample;
  }

  /** The shift at which the end of the history is most like what came before it. */
  private int findPeriod() {
    int best = SHORTEST_PERIOD;
    double bestLikeness = -1;
    for (int shift = SHORTEST_PERIOD; shift <= LONGEST_PERIOD; shift++) {
      long product = 0;
      long energy = 1;
      for (int i = HISTORY - COMPARED; i < HISTORY; i++) {
        product += (long) history[i] * history[i - shift];
        energy += (long) history[i - shift] * history[i - shift];
      }
      double likeness = product <= 0 ? 0 : (double) product * product / energy;
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = shift;
      }
    }
    return best;
  }
}
