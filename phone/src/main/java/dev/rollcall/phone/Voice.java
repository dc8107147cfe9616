package dev.rollcall.phone;

import java.util.Arrays;

/** What a telephone says: 8 kHz mono audio without end. Used by one thread. */
@FunctionalInterface
public interface Voice {
  /** Fills {@code frame} with the samples that come next. */
  void speak(short[] frame);

  /** Says nothing. */
  static Voice silence() {
    return frame -> Arrays.fill(frame, (short) 0);
  }

  /**
   * A sine tone that goes on without a seam from frame to frame.
   *
   * @param hertz below 4 000; a multiple of 50 fits a 20 ms frame exactly, so that {@link Spectrum}
   *     tells tones apart within a single frame
   * @param amplitude of 32 767
   */
  static Voice tone(int hertz, int amplitude) {
    return new Voice() {
      private long position;

      @Override
      public void speak(short[] frame) {
        for (int i = 0; i < frame.length; i++) {
          double turns =
              (double) (position++ * hertz % Spectrum.SAMPLE_RATE) / Spectrum.SAMPLE_RATE;
          frame[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * turns));
        }
      }
    };
  }
}
