package dev.rollcall.mcp.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of revision 2026-07-28. */
@Timeout(60)
class StatelessBridgeTest {
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
  private static final String RESULT =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"resultType\":\"complete\"}}";

  private Optional<ScriptedServer> server = Optional.empty();
  private Optional<StdioClient> client = Optional.empty();

  @AfterEach
  void stop() throws IOException {
    if (client.isPresent()) {
      client.get().close();
    }
    server.ifPresent(ScriptedServer::close);
  }

  @Test
  void aRequestIsPostedWithItsHeadersAndItsAnswerIsALine() throws Exception {
    StdioClient client = client(_ -> ScriptedServer.json(RESULT.replace(",", ",\n  ")));
    String request = request(1, "tools/call", "\"name\":\"add\",");

    client.say(request);

    assertThat(client.hear()).doesNotContain("\n").startsWith("{\"jsonrpc\":\"2.0\"");
    HttpRequest posted = server().request("POST", "tools/call");
    assertThat(ScriptedServer.body(posted)).isEqualTo(request);
    assertThat(posted.headers().first("Content-Type")).contains("application/json");
    assertThat(posted.headers().first("Accept")).contains("application/json, text/event-stream");
    assertThat(posted.headers().first("MCP-Protocol-Version")).contains("2026-07-28");
    assertThat(posted.headers().first("Mcp-Method")).contains("tools/call");
    assertThat(posted.headers().first("Mcp-Name")).contains("add");
    assertThat(posted.headers().first("Authorization")).isEmpty();
    assertThat(posted.headers().first("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void aNameThatNoHeaderCanCarryIsEncoded() throws Exception {
    StdioClient client = client(_ -> ScriptedServer.json(RESULT));

    client.say(request(1, "resources/read", "\"uri\":\"test://Zürich\","));

    client.hear();
    assertThat(server().request("POST", "resources/read").headers().first("Mcp-Name"))
        .contains("=?base64?dGVzdDovL1rDvHJpY2g=?=");
  }

  @Test
  void theTokenGoesWithEachRequest() throws Exception {
    client(_ -> ScriptedServer.json(RESULT), Optional.of("secret"), StdioClient.BRISK)
        .say(request(1, "tools/list", ""));

    assertThat(server().request("POST", "tools/list").headers().first("Authorization"))
        .contains("Bearer secret");
  }

  @Test
  void eachEventIsALine() throws Exception {
    String progress = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{}}";
    StdioClient client = client(_ -> ScriptedServer.events(progress, RESULT));

    client.say(request(1, "tools/call", ""));

    assertThat(client.hear()).isEqualTo(progress);
    assertThat(client.hear()).isEqualTo(RESULT);
    client.leave();
    client.hearsNoMore();
  }

  @Test
  void aRequestDoesNotWaitForAnother() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    StdioClient client =
        client(
            request -> {
              if (ScriptedServer.body(request).contains("\"id\":1")) {
                await(second);
                return ScriptedServer.json(RESULT);
              }
              return ScriptedServer.json(RESULT.replace("\"id\":1", "\"id\":2"));
            });

    client.say(request(1, "tools/call", ""));
    client.say(request(2, "tools/call", ""));

    assertThat(client.hearMessage().path("id").intValue()).isEqualTo(2);
    second.countDown();
    assertThat(client.hearMessage().path("id").intValue()).isEqualTo(1);
  }

  @Test
  void cancellingARequestGivesUpItsExchange() throws Exception {
    CountDownLatch abandoned = new CountDownLatch(1);
    StdioClient client =
        client(
            request -> {
              request.onAbandoned(abandoned::countDown);
              await(abandoned);
              return ScriptedServer.json(RESULT);
            });
    client.say(request(1, "tools/call", ""));
    server().request("POST", "tools/call");

    client.say(cancelled(1));

    assertThat(abandoned.await(20, TimeUnit.SECONDS)).isTrue();
    client.leave();
    client.hearsNoMore();
    assertThat(server().requests("POST", "notifications/cancelled")).isEmpty();
  }

  @Test
  void listeningLastsUntilItIsCancelled() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    StdioClient client = client(_ -> listening(closed));
    client.say(request(1, "subscriptions/listen", ""));
    assertThat(client.hear()).contains("acknowledged");

    client.say(cancelled(1));

    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    client.leave();
    client.hearsNoMore();
  }

  @Test
  void listeningEndsWithTheInput() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    StdioClient client = client(_ -> listening(closed));
    client.say(request(1, "subscriptions/listen", ""));
    assertThat(client.hear()).contains("acknowledged");

    client.leave();

    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    client.hearsNoMore();
  }

  @Test
  void whatIsUnderWayIsAnsweredBeforeTheEnd() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    StdioClient client =
        client(
            _ -> {
              await(release);
              return ScriptedServer.json(RESULT);
            });
    client.say(request(1, "tools/call", ""));
    server().request("POST", "tools/call");
    Thread leaving =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.leave();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                });

    release.countDown();

    assertThat(client.hear()).isEqualTo(RESULT);
    leaving.join();
  }

  @Test
  void theEndDoesNotWaitForEver() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Patience brief =
        new Patience(
            StdioClient.BRISK.connect(),
            StdioClient.BRISK.receipt(),
            StdioClient.BRISK.answer(),
            Duration.ofMillis(50),
            StdioClient.BRISK.reconnect());
    StdioClient client =
        client(
            request -> {
              request.onAbandoned(never::countDown);
              await(never);
              return ScriptedServer.json(RESULT);
            },
            Optional.empty(),
            brief);
    client.say(request(1, "tools/call", ""));
    server().request("POST", "tools/call");

    client.leave();

    client.hearsNoMore();
    assertThat(never.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void onlySoManyRequestsAreUnderWayAtOnce() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    StdioClient client =
        client(
            _ -> {
              await(release);
              return ScriptedServer.json(RESULT);
            });
    for (int id = 0; id < StdioBridge.MOST_REQUESTS; id++) {
      client.say(request(id, "tools/call", ""));
    }

    client.say(request(9999, "tools/call", ""));

    assertThat(client.hear()).contains("\"id\":9999", "More than 256 requests at once");
    release.countDown();
  }

  private static HttpResponse listening(CountDownLatch closed) {
    return HttpResponse.stream(
        200,
        "text/event-stream",
        stream -> {
          stream.onClose(closed::countDown);
          stream.send(
              ScriptedServer.event(
                  "{\"jsonrpc\":\"2.0\","
                      + "\"method\":\"notifications/subscriptions/acknowledged\"}"));
          closed.await();
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String request(int id, String method, String parameters) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":{%s%s}}"
        .formatted(id, method, parameters, META);
  }

  private static String cancelled(int id) {
    return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":"
        + (id + "}}");
  }

  private ScriptedServer server() {
    return server.orElseThrow();
  }

  private StdioClient client(HttpHandler script) throws IOException {
    return client(script, Optional.empty(), StdioClient.BRISK);
  }

  private StdioClient client(HttpHandler script, Optional<String> token, Patience patience)
      throws IOException {
    server = Optional.of(new ScriptedServer(script));
    client = Optional.of(new StdioClient(server().endpoint(), token, patience));
    return client.get();
  }
}
