package dev.rollcall.media.jitter;

/** The unit of time in which audio is mixed: 20 ms at 8 kHz. */
public final class Frame {
  /** Samples per second. */
  public static final int RATE = 8_000;

  /** Samples in a frame. */
  public static final int SAMPLES = 160;

  /** Nanoseconds in a frame. */
  public static final long NANOS = 20_000_000L;

  /** Samples in a millisecond. */
  public static final int SAMPLES_PER_MILLISECOND = RATE / 1_000;

  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / RATE;

  /** Samples no louder than this are as quiet as G.711 can be apart from true silence. */
  private static final int INAUDIBLE = 8;

  private Frame() {}

  /** The number of whole samples in {@code nanos}. */
  public static long samples(long nanos) {
    return Math.floorDiv(nanos, NANOS_PER_SAMPLE);
  }

  /** Whether any of {@code count} samples from {@code offset} on can be heard. */
  public static boolean audible(short[] samples, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (samples[i] > INAUDIBLE || samples[i] < -INAUDIBLE) {
        return true;
      }
    }
    return false;
  }
}
