package dev.rollcall.core.audio;

/** Fetches recorded sound. */
public interface ClipLoader {
  /**
   * Fetches and decodes a clip; may take some seconds, never longer than the configured limit.
   *
   * @throws ClipUnavailableException if it cannot be had or cannot be played
   */
  Clip load(ClipRequest request) throws ClipUnavailableException;
}
