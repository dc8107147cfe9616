package dev.rollcall.core.audio;

import java.util.Optional;

/** What a participant hears. */
public sealed interface Hears {
  /** All others who speak to it, and not itself. */
  record TheConference() implements Hears {}

  /**
   * Music alone.
   *
   * @param clip what is played, over and over; the built-in music if empty
   */
  record Music(Optional<Clip> clip) implements Hears {}
}
