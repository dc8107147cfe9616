package dev.rollcall.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the account's stream of events, and notes when it says who joined. */
final class JoinStream implements AutoCloseable {
  private static final String DATA = "data: ";

  private final InputStream body;
  private final BufferedReader lines;
  private final Map<String, Join> joins = new ConcurrentHashMap<>();

  /**
   * A join as the stream tells it.
   *
   * @param happened the event's own time, taken before the join is committed; in whole milliseconds
   * @param shown when the stream had told it, after it was committed
   */
  record Join(Instant happened, Arrival shown) {}

  private JoinStream(InputStream body) {
    this.body = body;
    lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** Opens it; whatever joins after the return is on it. */
  static JoinStream open(ServerUnderLoad server) throws IOException, InterruptedException {
    JoinStream stream = new JoinStream(server.events());
    // The stream begins with the place behind which it goes on, as an id of its own.
    String first = stream.lines.readLine();
    if (first == null || !first.startsWith("id: ")) {
      stream.close();
      throw new IOException("the event stream began with: " + first);
    }
    Thread.ofPlatform().name("join-stream").daemon().start(stream::read);
    return stream;
  }

  /** The join of the call; empty if the stream has not told it. */
  Optional<Join> join(String call) {
    return Optional.ofNullable(joins.get(call));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  /** A stream that breaks is noticed by those who wait for its joins. */
  private void read() {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Arrival shown = Arrival.now();
        if (line.startsWith(DATA)) {
          note(JsonMapper.shared().readTree(line.substring(DATA.length())), shown);
        }
      }
    } catch (IOException _) {
      // It was closed, or the server is gone.
    }
  }

  private void note(JsonNode event, Arrival shown) {
    if (event.path("event").asString().equals("participant-join")) {
      Instant happened = Instant.parse(event.get("at").asString());
      joins.put(event.get("parameters").get("CallSid").asString(), new Join(happened, shown));
    }
  }
}
