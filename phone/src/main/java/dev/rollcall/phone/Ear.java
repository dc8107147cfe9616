package dev.rollcall.phone;

/** What a telephone heard lately. Safe for use by many threads. */
final class Ear {
  private final short[] lately;
  private long heard;

  /**
   * @param samples how much is remembered
   */
  Ear(int samples) {
    lately = new short[samples];
  }

  synchronized void hear(short[] samples, int count) {
    for (int i = 0; i < count; i++) {
      lately[(int) (heard++ % lately.length)] = samples[i];
    }
  }

  /** How many samples were heard so far. */
  synchronized long position() {
    return heard;
  }

  /**
   * All that was heard from {@code position} on.
   *
   * @throws IllegalStateException if some of it is forgotten already
   */
  synchronized short[] since(long position) {
    int count = (int) (heard - position);
    if (count > lately.length) {
      throw new IllegalStateException(
          count + " samples were heard since, and only " + lately.length + " are kept");
    }
    short[] samples = new short[count];
    for (int i = 0; i < count; i++) {
      samples[i] = lately[(int) ((position + i) % lately.length)];
    }
    return samples;
  }

  /** The last {@code count} samples, silence first if fewer were heard. */
  synchronized short[] last(int count) {
    int known = (int) Math.min(count, heard);
    short[] samples = since(heard - known);
    short[] padded = new short[count];
    System.arraycopy(samples, 0, padded, count - known, known);
    return padded;
  }
}
