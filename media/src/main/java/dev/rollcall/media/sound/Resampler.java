package dev.rollcall.media.sound;

import dev.rollcall.media.jitter.Frame;

/**
 * Brings audio of any rate to 8 kHz with a windowed-sinc low-pass, as it comes: flat to 3.2 kHz,
 * and what would fold back into the band is at least 60 dB down. Not safe for use by many threads.
 */
final class Resampler {
  /** Half the filter's length, in zero crossings of the sinc. */
  private static final int CROSSINGS = 24;

  /** Where the filter has fallen by half, as a part of the smaller rate's half. */
  private static final double CUTOFF = 0.90;

  /**
   * The most taps of all phases together, 600 KB. A rate that needs more has its sample times
   * rounded, by less than a thousandth of a period of 3.4 kHz.
   */
  private static final int MOST_TAPS = 150_000;

  private final int up;
  private final int down;
  private final int reach;
  private final float[][] phases;
  private final short[] window;
  private int held;
  private long firstHeld;
  private long taken;
  private long given;

  /**
   * @param rate of the audio to come, in Hz
   */
  Resampler(int rate) {
    int divisor = greatestCommonDivisor(rate, Frame.RATE);
    up = Frame.RATE / divisor;
    down = rate / divisor;
    double bandwidth = CUTOFF * Math.min(1.0, (double) Frame.RATE / rate);
    reach = (int) Math.ceil(CROSSINGS / bandwidth);
    phases = new float[Math.min(up, MOST_TAPS / (2 * reach))][];
    for (int phase = 0; phase < phases.length; phase++) {
      phases[phase] = taps((double) phase / phases.length, bandwidth);
    }
    window = new short[2 * reach + SampleReader.MOST_SAMPLES];
    held = reach - 1;
    firstHeld = -held;
  }

  /** The most samples that come out when {@code count} go in. */
  int mostFrom(int count) {
    return (int) ((long) (count + 1) * up / down) + 1;
  }

  /** The most samples that come out at the end. */
  int mostAtEnd() {
    return mostFrom(reach);
  }

  /**
   * Takes the first {@code count} of {@code input}, at most {@link SampleReader#MOST_SAMPLES}, and
   * writes what is certain by then to the start of {@code output}.
   *
   * @return how many samples were written, at most {@code mostFrom(count)}
   */
  int resample(short[] input, int count, short[] output) {
    if (up == down) {
      System.arraycopy(input, 0, output, 0, count);
      return count;
    }
    taken += count;
    hold(input, count);
    return give(output, Long.MAX_VALUE);
  }

  /**
   * Writes what is left after the last input, which silence follows.
   *
   * @return how many samples were written, at most {@link #mostAtEnd}
   */
  int end(short[] output) {
    if (up == down) {
      return 0;
    }
    long wanted = taken * up / down;
    short[] silence = new short[SampleReader.MOST_SAMPLES];
    int written = 0;
    short[] part = new short[mostFrom(silence.length)];
    for (int left = reach; left > 0; left -= silence.length) {
      hold(silence, Math.min(left, silence.length));
      int count = give(part, wanted);
      System.arraycopy(part, 0, output, written, count);
      written += count;
    }
    return written;
  }

  private void hold(short[] input, int count) {
    long needed = center(given) - (reach - 1);
    int outdated = Math.clamp(needed - firstHeld, 0, held);
    System.arraycopy(window, outdated, window, 0, held - outdated);
    held -= outdated;
    firstHeld += outdated;
    System.arraycopy(input, 0, window, held, count);
    held += count;
  }

  private int give(short[] output, long until) {
    int written = 0;
    while (given < until) {
      long center = center(given);
      if (center + reach >= firstHeld + held) {
        break;
      }
      long position = given * down % up;
      int phase = (int) (position * phases.length / up);
      int from = (int) (center - (reach - 1) - firstHeld);
      output[written++] = clip(convolve(from, phases[phase]));
      given++;
    }
    return written;
  }

  /** The input's sample at or before an output's. */
  private long center(long output) {
    return output * down / up;
  }

  private float convolve(int from, float[] taps) {
    float sum = 0;
    for (int i = 0; i < taps.length; i++) {
      sum += taps[i] * window[from + i];
    }
    return sum;
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
