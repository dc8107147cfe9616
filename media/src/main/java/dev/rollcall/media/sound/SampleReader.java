package dev.rollcall.media.sound;

import dev.rollcall.core.audio.SoundUnavailableException;
import java.io.IOException;

/** Recorded sound as mono samples, decoded as it is read. Not safe for use by many threads. */
interface SampleReader {
  /** The most samples that one read gives. */
  int MOST_SAMPLES = 2_304;

  /** Samples per second, within {@link PcmFormat#LOWEST_RATE} and {@code HIGHEST_RATE}. */
  int rate();

  /**
   * Writes what comes next to the start of {@code samples}, of at least {@link #MOST_SAMPLES}.
   *
   * @return how many samples were written, at least one; −1 at the end of the file
   * @throws SoundUnavailableException if the file is damaged or shorter than it says
   * @throws IOException if its bytes do not come
   */
  int read(short[] samples) throws IOException, SoundUnavailableException;
}
