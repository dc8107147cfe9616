package dev.rollcall.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a stream of server-sent events that carry messages. */
final class EventReader implements AutoCloseable {
  private final InputStream stream;
  private final BufferedReader lines;

  EventReader(InputStream stream) {
    this.stream = stream;
    lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  static List<JsonNode> all(String text) {
    List<JsonNode> messages = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("data: ")) {
        messages.add(JsonMapper.shared().readTree(line.substring("data: ".length())));
      }
    }
    return messages;
  }

  /** The next message; empty at the end of the stream. */
  Optional<JsonNode> next() {
    for (Optional<String> line = line(); line.isPresent(); line = line()) {
      if (line.get().startsWith("data: ")) {
        return Optional.of(JsonMapper.shared().readTree(line.get().substring("data: ".length())));
      }
    }
    return Optional.empty();
  }

  /** The next line of the stream, whatever it is. */
  Optional<String> line() {
    try {
      @Nullable String line = lines.readLine();
      return Optional.ofNullable(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
