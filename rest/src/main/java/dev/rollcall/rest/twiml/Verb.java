package dev.rollcall.rest.twiml;

import dev.rollcall.core.web.WebTarget;
import java.net.URI;
import java.time.Duration;

/** One instruction of a document that says what is to be heard. */
public sealed interface Verb {
  /**
   * A sound file.
   *
   * @param times how often it is played; 0 means over and over
   */
  record Play(URI source, int times) implements Verb {}

  record Pause(Duration length) implements Verb {}

  /** Another document takes over; nothing behind it counts. */
  record Redirect(WebTarget document) implements Verb {}
}
