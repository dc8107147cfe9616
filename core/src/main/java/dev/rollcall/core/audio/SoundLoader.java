package dev.rollcall.core.audio;

/** Begins to fetch recorded sound. Safe for use by many threads. */
public interface SoundLoader {
  /**
   * Asks for the sound and returns once the first of it can be played; takes seconds at most, never
   * longer than the configured limit.
   *
   * @throws SoundUnavailableException if it cannot be had, or what comes is no sound that can be
   *     played
   */
  Sound open(SoundRequest request) throws SoundUnavailableException;
}
