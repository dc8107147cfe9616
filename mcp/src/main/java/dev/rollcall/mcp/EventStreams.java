package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.StreamBody;

/** Answers that are streams of server-sent events. */
final class EventStreams {
  static final String TYPE = "text/event-stream";

  private EventStreams() {}

  static HttpResponse response(StreamBody body) {
    return unbuffered(HttpResponse.stream(200, TYPE, body));
  }

  /** A stream whose events are all there already. */
  static HttpResponse whole(byte[] events) {
    return unbuffered(HttpResponse.of(200, TYPE, events));
  }

  private static HttpResponse unbuffered(HttpResponse response) {
    return response.with("Cache-Control", "no-store").with("X-Accel-Buffering", "no");
  }
}
