package dev.rollcall.phone;

/** How strong a frequency is in a piece of audio. */
public final class Spectrum {
  /** Samples per second of all audio here. */
  public static final int SAMPLE_RATE = 8_000;

  private Spectrum() {}

  /**
   * The amplitude of the sine of {@code hertz} in {@code samples}: one bin of the discrete Fourier
   * transform. Exact if the samples hold a whole number of its periods.
   */
  public static double amplitude(short[] samples, int hertz) {
    double step = 2 * Math.PI * hertz / SAMPLE_RATE;
    double cosine = 0;
    double sine = 0;
    for (int i = 0; i < samples.length; i++) {
      cosine += samples[i] * Math.cos(step * i);
      sine += samples[i] * Math.sin(step * i);
    }
    return samples.length == 0 ? 0 : 2 * Math.hypot(cosine, sine) / samples.length;
  }

  /** The root of the mean square of {@code samples}: 0 for digital silence. */
  public static double loudness(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
  }
}
