package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open stream of server-sent events that tells of changed resources. */
final class Subscription implements AutoCloseable {
  private static final String DATA = "data: ";

  private final BufferedReader lines;

  Subscription(InputStream stream) {
    lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** The next message; waits for it. */
  JsonNode next() throws IOException {
    while (true) {
      @Nullable String line = lines.readLine();
      if (line == null) {
        throw new AssertionError("the stream has ended");
      }
      if (line.startsWith(DATA)) {
        return JsonMapper.shared().readTree(line.substring(DATA.length()));
      }
    }
  }

  /** The URI of the resource that is told to have changed next. */
  String nextChanged() throws IOException {
    JsonNode message = next();
    assertThat(message.get("method").asString()).isEqualTo("notifications/resources/updated");
    return message.at("/params/uri").asString();
  }

  /** Reads on until {@code uri} is told to have changed. */
  void awaitChanged(String uri) throws IOException {
    while (!nextChanged().equals(uri)) {
      // What else has changed on the way does not matter here.
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
