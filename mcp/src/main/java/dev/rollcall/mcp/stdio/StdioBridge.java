package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Carries the messages of one client, a line of JSON each, to a server's HTTP endpoint and what the
 * server says back to the client. Nothing else is written to the client.
 *
 * <p>Requests run at the same time. A request that cannot be carried is answered with an error that
 * says what to do. Cancelling a request of revision 2026-07-28 gives up its HTTP request, which is
 * what tells the server. For clients of older revisions the bridge keeps the session, and the
 * stream on which the server speaks on its own. Parameters that a tool wants mirrored in headers
 * ({@code x-mcp-header}) are not.
 */
public final class StdioBridge {
  /** Bytes of the longest line taken from a client. */
  public static final int LONGEST_LINE = 1024 * 1024;

  /** How many requests may be under way at once; one more is answered with an error. */
  public static final int MOST_REQUESTS = 256;

  private static final Logger log = LoggerFactory.getLogger(StdioBridge.class);

  private final LineReader input;
  private final LineWriter output;
  private final Upstream upstream;
  private final Handshake handshake;
  private final Carrier carrier;
  private final Errors errors;
  private final Patience patience;
  private final Map<Thread, UnderWay> running = new ConcurrentHashMap<>();
  private final Map<JsonNode, Thread> byId = new ConcurrentHashMap<>();

  /**
   * A bridge for one client.
   *
   * @param endpoint where the server answers MCP, such as {@code http://127.0.0.1:8080/mcp}
   * @param token what the server knows the client by, if it has to
   * @throws IllegalArgumentException if {@code endpoint} is not of HTTP, or {@code token} cannot be
   *     one
   */
  public StdioBridge(InputStream input, OutputStream output, URI endpoint, Optional<String> token) {
    this(input, output, endpoint, token, Patience.DEFAULT);
  }

  StdioBridge(
      InputStream input,
      OutputStream output,
      URI endpoint,
      Optional<String> token,
      Patience patience) {
    if (!"http".equals(endpoint.getScheme()) && !"https".equals(endpoint.getScheme())) {
      throw new IllegalArgumentException(
          "'" + endpoint + "' is no address of a server: it must begin with http:// or https://");
    }
    if (token.filter(each -> each.isBlank() || !HeaderValues.isPlain(each)).isPresent()) {
      throw new IllegalArgumentException("the token is empty or has characters no token has");
    }
    this.input = new LineReader(input, LONGEST_LINE);
    this.output = new LineWriter(output);
    this.patience = patience;
    this.errors = new Errors(endpoint, token.isPresent());
    this.upstream = new Upstream(endpoint, token, patience.connect());
    this.handshake = new Handshake(upstream, this.output::write, patience);
    this.carrier = new Carrier(upstream, handshake, this.output, errors, patience);
  }

  /**
   * Carries messages until the input ends and what was asked is answered, for which it waits half a
   * minute at most. To be called once.
   *
   * @throws IOException if the input breaks
   */
  public void run() throws IOException, InterruptedException {
    try (upstream) {
      try {
        boolean more = true;
        while (more) {
          more = takeOne();
        }
      } finally {
        finish();
      }
    }
  }

  /** Takes one line; says whether there was one. */
  private boolean takeOne() throws IOException, InterruptedException {
    try {
      Optional<byte[]> line = input.next();
      if (line.isPresent() && !isBlank(line.get())) {
        take(ClientMessage.parse(line.get()));
      }
      return line.isPresent();
    } catch (LineTooLongException e) {
      refuse(Optional.empty(), MalformedLineException.PARSE_ERROR, e);
    } catch (MalformedLineException e) {
      refuse(e.id(), e.code(), e);
    }
    return true;
  }

  private void take(ClientMessage message) throws InterruptedException {
    switch (message.kind()) {
      case REQUEST, BATCH -> request(message);
      case ANSWER -> carrier.carryOnly(message);
      case NOTIFICATION -> notification(message);
    }
  }

  private void request(ClientMessage message) {
    if (running.size() >= MOST_REQUESTS) {
      message.ids().forEach(id -> output.write(errors.tooMany(id, MOST_REQUESTS)));
      return;
    }
    UnderWay underWay =
        new UnderWay(
            message.revision().isPresent(), message.method().equals("subscriptions/listen"));
    if (message.method().equals("initialize") && !underWay.isStateless()) {
      // What the client sends after it needs the session it begins.
      carrier.carry(message, underWay);
      return;
    }
    Thread thread =
        Thread.ofVirtual()
            .name("mcp-stdio-request")
            .unstarted(
                () -> {
                  try {
                    carrier.carry(message, underWay);
                  } finally {
                    running.remove(Thread.currentThread());
                    message.ids().forEach(id -> byId.remove(id, Thread.currentThread()));
                  }
                });
    running.put(thread, underWay);
    message.ids().forEach(id -> byId.put(id, thread));
    thread.start();
  }

  private void notification(ClientMessage message) throws InterruptedException {
    if (message.method().equals("notifications/cancelled") && cancel(message)) {
      return;
    }
    carrier.carryOnly(message);
    if (message.method().equals("notifications/initialized")) {
      handshake.listen();
    }
  }

  /** Cancels what {@code message} names; says whether that was all there is to do. */
  private boolean cancel(ClientMessage message) {
    Thread thread = byId.get(message.parameters().path("requestId"));
    UnderWay underWay = thread == null ? null : running.get(thread);
    if (thread == null || underWay == null) {
      // Of one that is over, only a session would have to be told.
      return message.revision().isPresent() || handshake.session().isEmpty();
    }
    underWay.cancel();
    if (underWay.isStateless()) {
      thread.interrupt();
    }
    return underWay.isStateless();
  }

  private void refuse(Optional<JsonNode> id, int code, Exception e) {
    output.write(Errors.message(id, code, String.valueOf(e.getMessage()), OptionalInt.empty()));
  }

  private void finish() throws InterruptedException {
    running.forEach(
        (thread, underWay) -> {
          if (underWay.isEndless()) {
            underWay.cancel();
            thread.interrupt();
          }
        });
    long deadline = System.nanoTime() + patience.drain().toNanos();
    for (Thread thread : running.keySet()) {
      if (!thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        log.atWarn().log("a request was not answered before the end");
        thread.interrupt();
      }
    }
    handshake.end();
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }
}
