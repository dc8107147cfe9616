package dev.rollcall.core.audio;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sound to be played over a conference.
 *
 * @param sound becomes the audio side's own, which closes it
 * @param whenOver told exactly once how it ended, on a thread that may block: also, as a failure,
 *     when another announcement to the same listeners took its place, or its listener or the
 *     conference went
 */
public record Announcement(Sound sound, Consumer<Result> whenOver) {

  /**
   * How an announcement ended.
   *
   * @param failure why it could not be played to its end; empty if it was
   */
  public record Result(Optional<String> failure) {}
}
