package dev.rollcall.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.ResponseStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Clients of revisions with a handshake. */
@Timeout(60)
class SessionBridgeTest {
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\","
          + "\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}";
  private static final String INITIALIZED =
      "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
  private static final String QUESTION =
      "{\"jsonrpc\":\"2.0\",\"id\":\"q1\",\"method\":\"elicitation/create\",\"params\":{}}";

  /** The number of the session that the server knows. */
  private final AtomicInteger session = new AtomicInteger();

  /** The streams that the server speaks on. */
  private final BlockingQueue<ResponseStream> streams = new LinkedBlockingQueue<>();

  /** Whether the next such stream ends at once. */
  private final AtomicBoolean streamEnds = new AtomicBoolean();

  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private Optional<ScriptedServer> server = Optional.empty();
  private Optional<StdioClient> client = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    server = Optional.of(new ScriptedServer(this::answer));
    client = Optional.of(new StdioClient(server().endpoint()));
  }

  @AfterEach
  void stop() throws IOException {
    client().close();
    server().close();
  }

  @Test
  void theSessionIsKeptAndEnded() throws Exception {
    shakeHands();

    client().say(request(1, "tools/list"));

    assertThat(client().hearMessage().path("id").intValue()).isEqualTo(1);
    HttpRequest listed = server().request("POST", "tools/list");
    assertThat(listed.headers().first("Mcp-Session-Id")).contains("session-1");
    assertThat(listed.headers().first("MCP-Protocol-Version")).contains("2025-11-25");
    assertThat(listed.headers().first("Mcp-Method")).isEmpty();
    client().leave();
    assertThat(server().request("DELETE", "").headers().first("Mcp-Session-Id"))
        .contains("session-1");
  }

  @Test
  void aClientThatDoesNotWaitForItsHandshakeIsServed() throws Exception {
    client().say(INITIALIZE + "\n" + INITIALIZED + "\n" + request(1, "tools/list"));

    assertThat(client().hearMessage().path("id").intValue()).isEqualTo(0);
    assertThat(client().hearMessage().path("id").intValue()).isEqualTo(1);
  }

  @Test
  void whatTheServerSaysOnItsOwnIsHeard() throws Exception {
    shakeHands();

    String changed = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";
    stream().send(ScriptedServer.event(changed));

    assertThat(client().hear()).isEqualTo(changed);
    client().leave();
  }

  @Test
  void theServersQuestionsAreAnswered() throws Exception {
    shakeHands();

    client().say(request(1, "ask"));

    assertThat(client().hear()).isEqualTo(QUESTION);
    client().say("{\"jsonrpc\":\"2.0\",\"id\":\"q1\",\"result\":{\"action\":\"accept\"}}");
    assertThat(client().hear()).contains("\"id\":1", "accept");
    client().leave();
    client().hearsNoMore();
  }

  @Test
  void theServerIsToldWhatIsCancelled() throws Exception {
    shakeHands();
    client().say(request(1, "hang"));
    server().request("POST", "hang");

    client()
        .say(
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
                + "\"params\":{\"requestId\":1}}");

    server().request("POST", "notifications/cancelled");
    answers.add("released");
    client().leave();
    client().hearsNoMore();
  }

  @Test
  void aSessionThatTheServerHasLostIsMadeAnew() throws Exception {
    shakeHands();
    client().say(subscribe("test://a", "resources/subscribe"));
    client().hear();
    client().say(subscribe("test://b", "resources/subscribe"));
    client().hear();
    client().say(subscribe("test://a", "resources/unsubscribe"));
    client().hear();
    session.set(41);

    client().say(request(7, "tools/list"));

    assertThat(client().hearMessage().path("id").intValue()).isEqualTo(7);
    assertThat(server().requests("POST", "\"initialize\"")).hasSize(2);
    assertThat(server().requests("POST", "notifications/initialized").getLast().headers())
        .satisfies(headers -> assertThat(headers.first("Mcp-Session-Id")).contains("session-42"));
    assertThat(server().requests("POST", "test://b")).hasSize(2);
    assertThat(server().requests("POST", "resources/subscribe")).hasSize(3);
    client().leave();
    client().hearsNoMore();
  }

  @Test
  void aLostStreamIsAskedForAgain() throws Exception {
    streamEnds.set(true);
    shakeHands();
    stream();

    assertThat(stream().isOpen()).isTrue();
  }

  private void shakeHands() throws Exception {
    client().say(INITIALIZE);
    JsonNode answer = client().hearMessage();
    assertThat(answer.path("result").path("protocolVersion").stringValue()).isEqualTo("2025-11-25");
    client().say(INITIALIZED);
  }

  private HttpResponse answer(HttpRequest request) {
    return switch (request.method()) {
      case "GET" -> isCurrent(request) ? speaking() : HttpResponse.empty(404);
      case "DELETE" -> HttpResponse.empty(204);
      default -> answerPost(request, ClientMessage.JSON.readTree(request.body()));
    };
  }

  private HttpResponse answerPost(HttpRequest request, JsonNode message) {
    String method = message.path("method").stringValue("");
    if (method.equals("initialize")) {
      return ScriptedServer.json(
              "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":{\"protocolVersion\":\"2025-11-25\"}}")
          .with("Mcp-Session-Id", "session-" + session.incrementAndGet());
    }
    if (!isCurrent(request)) {
      return ScriptedServer.json(404, "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32001}}");
    }
    if (!message.has("id") || method.isEmpty()) {
      if (method.isEmpty()) {
        answers.add(message.path("result").toString());
      }
      return HttpResponse.empty(202);
    }
    return switch (method) {
      case "ask" -> asking(message.path("id"));
      case "hang" -> hanging();
      default ->
          ScriptedServer.json(
              "{\"jsonrpc\":\"2.0\",\"id\":" + message.path("id") + ",\"result\":{}}");
    };
  }

  private boolean isCurrent(HttpRequest request) {
    return request
        .headers()
        .first("Mcp-Session-Id")
        .equals(Optional.of("session-" + session.get()));
  }

  private HttpResponse speaking() {
    return HttpResponse.stream(
        200,
        "text/event-stream",
        stream -> {
          CountDownLatch closed = new CountDownLatch(1);
          stream.onClose(closed::countDown);
          streams.add(stream);
          if (streamEnds.getAndSet(false)) {
            return;
          }
          closed.await();
        });
  }

  private HttpResponse asking(JsonNode id) {
    return HttpResponse.stream(
        200,
        "text/event-stream",
        stream -> {
          stream.send(ScriptedServer.event(QUESTION));
          String result = answers.take();
          stream.send(
              ScriptedServer.event(
                  "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}"));
        });
  }

  private HttpResponse hanging() {
    return HttpResponse.stream(200, "text/event-stream", _ -> answers.take());
  }

  private ResponseStream stream() throws InterruptedException {
    ResponseStream stream = streams.poll(20, TimeUnit.SECONDS);
    return Optional.ofNullable(stream).orElseThrow();
  }

  private static String request(int id, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}";
  }

  private static String subscribe(String uri, String method) {
    return "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"%s\",\"params\":{\"uri\":\"%s\"}}"
        .formatted(method, uri);
  }

  private ScriptedServer server() {
    return server.orElseThrow();
  }

  private StdioClient client() {
    return client.orElseThrow();
  }
}
