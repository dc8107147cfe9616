package dev.rollcall.media.sound;

import dev.rollcall.media.jitter.Frame;

/**
 * Brings audio of any rate to 8 kHz with a windowed-sinc low-pass: flat to 3.2 kHz, and what would
 * fold back into the band is at least 60 dB down.
 */
final class Resampler {
  /** Half the filter's length, in zero crossings of the sinc. */
  private static final int CROSSINGS = 24;

  /** Where the filter has fallen by half, as a part of the smaller rate's half. */
  private static final double CUTOFF = 0.90;

  private final int up;
  private final int down;
  private final int reach;
  private final float[][] phases;

  /**
   * @param rate of the audio to come, in Hz
   */
  Resampler(int rate) {
    int divisor = greatestCommonDivisor(rate, Frame.RATE);
    up = Frame.RATE / divisor;
    down = rate / divisor;
    double bandwidth = CUTOFF * Math.min(1.0, (double) Frame.RATE / rate);
    reach = (int) Math.ceil(CROSSINGS / bandwidth);
    phases = new float[up][];
    for (int phase = 0; phase < up; phase++) {
      phases[phase] = taps((double) phase / up, bandwidth);
    }
  }

  /** Taps for a sample that lies {@code fraction} of the way between two samples of the input. */
  private float[] taps(double fraction, double bandwidth) {
    double[] taps = new double[2 * reach];
    double total = 0;
    for (int i = 0; i < taps.length; i++) {
      double distance = i - (reach - 1) - fraction;
      taps[i] = sinc(bandwidth * distance) * blackman(distance / reach);
      total += taps[i];
    }
    float[] scaled = new float[taps.length];
    for (int i = 0; i < taps.length; i++) {
      scaled[i] = (float) (taps[i] / total);
    }
    return scaled;
  }

  /** All of {@code input} at 8 kHz. */
  short[] resample(short[] input) {
    if (up == down) {
      return input;
    }
    int length = (int) ((long) input.length * up / down);
    short[] output = new short[length];
    for (int n = 0; n < length; n++) {
      long position = (long) n * down;
      int center = (int) (position / up);
      output[n] = clip(convolve(input, center - (reach - 1), phases[(int) (position % up)]));
    }
    return output;
  }

  private static float convolve(short[] input, int from, float[] taps) {
    float sum = 0;
    int first = Math.max(0, -from);
    int end = Math.min(taps.length, input.length - from);
    for (int i = first; i < end; i++) {
      sum += taps[i] * input[from + i];
    }
    return sum;
  }

  private static short clip(float value) {
    return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The Blackman window over −1 to 1. */
  private static double blackman(double x) {
    return Math.abs(x) >= 1
        ? 0
        : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
