package dev.rollcall.core.audio;

import java.util.Optional;

/** What a participant hears, apart from announcements. */
public sealed interface Hears {
  /** All others who speak to it, and not itself. */
  record TheConference() implements Hears {}

  /**
   * Sound of its own alone.
   *
   * @param sound what is played; the built-in music if empty. The audio side plays it from where it
   *     stands and closes it once no route of the call names it any more.
   */
  record Music(Optional<Sound> sound) implements Hears {}

  /** Silence: its phone is called and has not answered, or asked for no music. */
  record Nothing() implements Hears {}
}
