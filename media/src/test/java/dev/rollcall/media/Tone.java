package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;

/** Sine tones, and how much of one there is in something heard. */
public final class Tone {
  private Tone() {}

  /** {@code count} samples of a tone, from {@code start} samples after its beginning. */
  public static short[] samples(double hertz, double amplitude, long start, int count) {
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      double phase = 2 * Math.PI * hertz * (start + i) / Frame.RATE;
      samples[i] = (short) Math.round(amplitude * Math.sin(phase));
    }
    return samples;
  }

  /** The amplitude of the tone in {@code count} samples from {@code from} on, by correlation. */
  public static double amplitude(short[] samples, int from, int count, double hertz) {
    double sine = 0;
    double cosine = 0;
    for (int i = from; i < from + count; i++) {
      double phase = 2 * Math.PI * hertz * i / Frame.RATE;
      sine += samples[i] * Math.sin(phase);
      cosine += samples[i] * Math.cos(phase);
    }
    return 2 * Math.hypot(sine, cosine) / count;
  }

  /** The amplitude of the tone in all of {@code samples}. */
  public static double amplitude(short[] samples, double hertz) {
    return amplitude(samples, 0, samples.length, hertz);
  }
}
