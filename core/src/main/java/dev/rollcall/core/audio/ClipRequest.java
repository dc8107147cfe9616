package dev.rollcall.core.audio;

import java.net.URI;

/** Where a clip is to be fetched. */
public record ClipRequest(URI source, Method method) {
  /** How it is asked for. */
  public enum Method {
    GET,
    POST
  }
}
