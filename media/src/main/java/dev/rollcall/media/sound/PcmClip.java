package dev.rollcall.media.sound;

import dev.rollcall.media.jitter.Frame;
import java.time.Duration;

/** A clip as mono samples of 16 bits at 8 kHz; never empty. Immutable. */
public final class PcmClip {
  private final String source;
  private final short[] samples;

  /**
   * Takes {@code samples} over without copying.
   *
   * @throws IllegalArgumentException if there are none
   */
  PcmClip(String source, short[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a clip without samples");
    }
    this.source = source;
    this.samples = samples;
  }

  /** What it is, for the log. */
  public String source() {
    return source;
  }

  /** Number of samples. */
  public int length() {
    return samples.length;
  }

  /** How long it sounds. */
  public Duration duration() {
    return Duration.ofMillis((long) samples.length * 1_000 / Frame.RATE);
  }

  /** One sample. */
  public short sample(int index) {
    return samples[index];
  }

  /**
   * Copies {@code count} samples from {@code position} on, going on at the start after the end.
   *
   * @return the position after the last sample copied
   */
  public int loop(int position, short[] target, int count) {
    int at = position;
    int copied = 0;
    while (copied < count) {
      int part = Math.min(count - copied, samples.length - at);
      System.arraycopy(samples, at, target, copied, part);
      copied += part;
      at = at + part == samples.length ? 0 : at + part;
    }
    return at;
  }
}
