package dev.rollcall.core.audio;

/**
 * A piece of recorded sound, ready to be played. Immutable; what is inside is the audio side's own.
 */
public interface Clip {
  /** Where it came from, for the log. */
  String source();
}
