package dev.rollcall.core.roster;

import dev.rollcall.core.web.WebTarget;

/** What a participant hears while its conference has not started. */
public sealed interface WaitSound {
  record BuiltInMusic() implements WaitSound {}

  record Silence() implements WaitSound {}

  /** Sound of the app's; the built-in music if it cannot be had, which the log says. */
  record From(WebTarget source) implements WaitSound {}
}
