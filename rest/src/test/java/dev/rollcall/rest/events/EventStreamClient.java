package dev.rollcall.rest.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads a stream of server-sent events on a thread of its own. */
final class EventStreamClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** One block of the stream; a comment has text only, the end nothing at all. */
  record Block(
      Optional<String> id, Optional<String> event, Optional<JsonNode> data, String comment) {
    boolean isEnd() {
      return id.isEmpty() && event.isEmpty() && data.isEmpty() && comment.isEmpty();
    }
  }

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();

  EventStreamClient(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  HttpHeaders headers() {
    return response.headers();
  }

  int status() {
    return response.statusCode();
  }

  /** The next block that is no comment. */
  Block next() throws InterruptedException {
    return next(true);
  }

  /** The next block, a comment too. */
  Block anything() throws InterruptedException {
    return next(false);
  }

  private Block next(boolean passingComments) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Block block = blocks.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (block == null) {
        throw new AssertionError("nothing came in " + PATIENCE);
      }
      if (!passingComments || block.comment().isEmpty()) {
        return block;
      }
    }
  }

  /** Whether nothing has come that was not taken. */
  boolean isEmpty() {
    return blocks.isEmpty();
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException _) {
      // It is closed then.
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      Optional<String> id = Optional.empty();
      Optional<String> event = Optional.empty();
      Optional<JsonNode> data = Optional.empty();
      String comment = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          blocks.add(new Block(id, event, data, comment));
          id = Optional.empty();
          event = Optional.empty();
          data = Optional.empty();
          comment = "";
        } else if (line.startsWith("id: ")) {
          id = Optional.of(line.substring(4));
        } else if (line.startsWith("event: ")) {
          event = Optional.of(line.substring(7));
        } else if (line.startsWith("data: ")) {
          data = Optional.of(MAPPER.readTree(line.substring(6)));
        } else if (line.startsWith(":")) {
          comment = line;
        } else {
          throw new IOException("no line of an event stream: " + line);
        }
      }
    } catch (IOException _) {
      // Cut; the end is told like any other.
    }
    blocks.add(new Block(Optional.empty(), Optional.empty(), Optional.empty(), ""));
  }
}
