package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the messages of an event stream (WHATWG HTML §9.2, Server-sent events). */
final class EventReader {
  private final LineReader lines;
  private final int longest;

  /**
   * Reads from {@code input}.
   *
   * @param longest bytes of the longest message
   */
  EventReader(InputStream input, int longest) {
    this.lines = new LineReader(input, longest);
    this.longest = longest;
  }

  /**
   * The data of the next event that has any and is a message; empty at the end of the stream.
   *
   * @throws IOException if the stream breaks or the message is too long
   */
  Optional<String> next() throws IOException {
    StringBuilder data = new StringBuilder();
    boolean message = true;
    // An event that the stream ends in is not one.
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      if (!line.get().isEmpty()) {
        message = take(line.get(), data, message);
      } else if (message && !data.isEmpty()) {
        return Optional.of(data.toString());
      } else {
        data.setLength(0);
        message = true;
      }
    }
    return Optional.empty();
  }

  private Optional<String> line() throws IOException {
    try {
      return lines
          .next()
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
    } catch (LineTooLongException e) {
      throw new IOException("an event is longer than " + longest + " bytes", e);
    }
  }

  /** Takes in one field of an event; says whether the event is a message as far as is known. */
  private boolean take(String line, StringBuilder data, boolean message) throws IOException {
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    if (field.equals("event")) {
      return value.isEmpty() || value.equals("message");
    }
    if (field.equals("data")) {
      if (data.length() + value.length() > longest) {
        throw new IOException("an event is longer than " + longest + " bytes");
      }
      data.append(data.isEmpty() ? "" : "\n").append(value);
    }
    return message;
  }
}
