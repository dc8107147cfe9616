package dev.rollcall.mcp.stdio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The server's answer to one HTTP request: messages one after the other, in either form. */
final class Answer implements Closeable {
  /** Bytes of the longest message taken from a server. */
  static final int LONGEST = 16 * 1024 * 1024;

  private final HttpResponse<InputStream> response;
  private final Optional<EventReader> events;
  private boolean read;

  Answer(HttpResponse<InputStream> response) {
    this.response = response;
    this.events =
        mediaType(response).equals("text/event-stream")
            ? Optional.of(new EventReader(response.body(), LONGEST))
            : Optional.empty();
  }

  int status() {
    return response.statusCode();
  }

  boolean isEventStream() {
    return events.isPresent();
  }

  /** The session it begins, for an answer to an initialize request. */
  Optional<String> sessionId() {
    return Upstream.sessionId(response);
  }

  /** The next message, or what stands in a message's place; empty when there are no more. */
  Optional<String> next() throws IOException {
    if (events.isPresent()) {
      return events.get().next();
    }
    if (read) {
      return Optional.empty();
    }
    read = true;
    byte[] whole = response.body().readNBytes(LONGEST + 1);
    if (whole.length > LONGEST) {
      throw new IOException("the answer is longer than " + LONGEST + " bytes");
    }
    return Optional.of(new String(whole, StandardCharsets.UTF_8)).filter(text -> !text.isBlank());
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  private static String mediaType(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }
}
