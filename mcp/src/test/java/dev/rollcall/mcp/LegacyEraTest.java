package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import dev.rollcall.mcp.TestClient.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Revisions 2025-03-26 to 2025-11-25. */
final class LegacyEraTest {
  private SampleServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = SampleServer.start();
    client = server.client("ada");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, 2025-11-25",
    "2025-06-18, 2025-06-18",
    "2025-03-26, 2025-03-26",
    "2026-07-28, 2025-11-25",
    "1900-01-01, 2025-11-25"
  })
  void theHandshakeSettlesOnARevision(String asked, String settled) {
    Reply reply =
        client.post(
            SampleApplication.json(
                "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'"
                    + asked
                    + "','capabilities':{},'clientInfo':{'name':'x','version':'1'}}}"),
            Map.of());
    assertThat(reply.result().path("protocolVersion").asString()).isEqualTo(settled);
    assertThat(reply.result().has("resultType")).isFalse();
    assertThat(reply.result().path("serverInfo").has("title"))
        .isEqualTo(!settled.equals("2025-03-26"));
    assertThat(reply.headers().get("mcp-session-id")).matches("[0-9a-f]{32}");
  }

  @Test
  void eachRevisionGetsWhatItKnows() {
    String old = client.initialize("2025-03-26", "{}");
    String newer = client.initialize("2025-06-18", "{}");
    JsonNode before = client.legacy(old, "tools/list", "{}").result().path("tools").path(0);
    JsonNode after = client.legacy(newer, "tools/list", "{}").result().path("tools").path(0);
    assertThat(List.of(before.has("title"), before.has("outputSchema"))).containsOnly(false);
    assertThat(List.of(after.has("title"), after.has("outputSchema"))).containsOnly(true);
    assertThat(before.path("annotations").path("readOnlyHint").asBoolean()).isTrue();
    String call = "{'name':'echo','arguments':{'text':'x'}}";
    assertThat(client.legacy(old, "tools/call", call).result().has("structuredContent")).isFalse();
    assertThat(client.legacy(newer, "tools/call", call).result().has("structuredContent")).isTrue();
    assertThat(client.legacy(newer, "tools/call", call).result().has("resultType")).isFalse();
  }

  @Test
  void aSessionBelongsToItsCaller() {
    String session = client.initialize("2025-11-25", "{}");
    try (TestClient bob = server.client("bob")) {
      assertThat(bob.legacy(session, "tools/list", "{}").status()).isEqualTo(404);
      assertThat(bob.send("DELETE", "", Map.of("Mcp-Session-Id", session)).status()).isEqualTo(404);
    }
    assertThat(client.legacy(session, "tools/list", "{}").status()).isEqualTo(200);
  }

  @Test
  void aSessionEndsWhenItIsDeleted() {
    String session = client.initialize("2025-11-25", "{}");
    Map<String, String> headers = Map.of("Mcp-Session-Id", session);
    assertThat(client.send("DELETE", "", headers).status()).isEqualTo(204);
    assertThat(client.legacy(session, "tools/list", "{}").status()).isEqualTo(404);
    assertThat(client.send("GET", "", headers).status()).isEqualTo(404);
    assertThat(server.mcp.statistics().sessions()).isZero();
  }

  @Test
  void aSessionExpiresWhenNothingIsHeardOfIt() {
    String session = client.initialize("2025-11-25", "{}");
    server.pass(Duration.ofMinutes(29));
    assertThat(client.legacy(session, "ping", "{}").status()).isEqualTo(200);
    assertThat(client.legacy(session, "tools/list", "{}").status()).isEqualTo(200);
    server.pass(Duration.ofMinutes(31));
    assertThat(client.legacy(session, "tools/list", "{}").status()).isEqualTo(404);
  }

  @Test
  void aSessionWithAnOpenStreamDoesNotExpire() {
    String session = client.initialize("2025-11-25", "{}");
    try (EventReader _ = client.open("GET", "", Map.of("Mcp-Session-Id", session))) {
      awaitStream();
      server.pass(Duration.ofHours(5));
      assertThat(client.legacy(session, "tools/list", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void whoOpensTooManySessionsLosesOneOfItsOwn() {
    try (TestClient bob = server.client("bob")) {
      String bobs = bob.initialize("2025-11-25", "{}");
      String first = client.initialize("2025-11-25", "{}");
      for (int more = 0; more < 3; more++) {
        client.initialize("2025-11-25", "{}");
      }
      assertThat(server.mcp.statistics().sessions()).isEqualTo(4);
      assertThat(bob.legacy(bobs, "tools/list", "{}").status()).isEqualTo(200);
      assertThat(client.legacy(first, "tools/list", "{}").status()).isEqualTo(404);
    }
  }

  @Test
  void overAllCallersTheSessionIdleLongestGoes() {
    String first = client.initialize("2025-11-25", "{}");
    try (TestClient bob = server.client("bob");
        TestClient carol = server.client("carol")) {
      String second = bob.initialize("2025-11-25", "{}");
      bob.initialize("2025-11-25", "{}");
      client.initialize("2025-11-25", "{}");
      client.legacy(first, "tools/list", "{}");
      carol.initialize("2025-11-25", "{}");
      assertThat(server.mcp.statistics().sessions()).isEqualTo(4);
      assertThat(client.legacy(first, "tools/list", "{}").status()).isEqualTo(200);
      assertThat(bob.legacy(second, "tools/list", "{}").status()).isEqualTo(404);
    }
  }

  @Test
  void theSessionIdleLongestGoesForANewOne() {
    String first = client.initialize("2025-11-25", "{}");
    String second = client.initialize("2025-11-25", "{}");
    client.initialize("2025-11-25", "{}");
    client.legacy(first, "tools/list", "{}");
    client.initialize("2025-11-25", "{}");
    assertThat(server.mcp.statistics().sessions()).isEqualTo(3);
    assertThat(client.legacy(first, "tools/list", "{}").status()).isEqualTo(200);
    assertThat(client.legacy(second, "tools/list", "{}").status()).isEqualTo(404);
  }

  @Test
  void whoForgetsTheSessionIsToldHowToGetOne() {
    Reply reply = client.legacy("", "tools/list", "{}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(-32600);
    assertThat(reply.error().path("message").asString()).contains("initialize");
    assertThat(client.send("GET", "", Map.of()).status()).isEqualTo(405);
  }

  @Test
  void aVersionHeaderThatNobodyKnowsIsRejected() {
    Reply reply =
        client.send(
            "POST",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}",
            Map.of("MCP-Protocol-Version", "2031-01-01"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.error().path("data").path("supported").size()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notifications/initialized", "notifications/roots/list_changed"})
  void notificationsAreAccepted(String method) {
    String session = client.initialize("2025-11-25", "{}");
    Reply reply =
        client.send(
            "POST",
            "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\"}",
            Map.of("Mcp-Session-Id", session));
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.text()).isEmpty();
  }

  @Test
  void aMissingResourceHasTheCodeOfItsTime() {
    String session = client.initialize("2025-11-25", "{}");
    Reply reply = client.legacy(session, "resources/read", "{'uri':'note://nobody'}");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.code()).isEqualTo(-32002);
    assertThat(client.legacy(session, "resources/subscribe", "{'uri':'note://x'}").code())
        .isEqualTo(-32002);
    assertThat(client.legacy(session, "no/such", "{}").code()).isEqualTo(-32601);
    assertThat(client.legacy(session, "logging/setLevel", "{'level':'loud'}").code())
        .isEqualTo(-32602);
  }

  @Test
  void changesWaitForTheStreamOnceEach() {
    String session = client.initialize("2025-11-25", "{}");
    String note = "{'uri':'note://everyone'}";
    assertThat(client.legacy(session, "resources/subscribe", note).result().isEmpty()).isTrue();
    server.mcp.resourceUpdated(SampleApplication.NOTE);
    server.mcp.resourceUpdated(SampleApplication.NOTE);
    server.mcp.toolsChanged();
    try (EventReader events = client.open("GET", "", Map.of("Mcp-Session-Id", session))) {
      assertThat(method(events)).isEqualTo("notifications/resources/updated");
      assertThat(method(events)).isEqualTo("notifications/tools/list_changed");
      client.legacy(session, "resources/unsubscribe", note);
      server.mcp.resourceUpdated(SampleApplication.NOTE);
      server.mcp.promptsChanged();
      assertThat(method(events)).isEqualTo("notifications/prompts/list_changed");
    }
  }

  @Test
  void whatIsNotWatchedAnyMoreIsNotToldLater() {
    String session = client.initialize("2025-11-25", "{}");
    String note = "{'uri':'note://everyone'}";
    client.legacy(session, "resources/subscribe", note);
    server.mcp.resourceUpdated(SampleApplication.NOTE);
    client.legacy(session, "resources/unsubscribe", note);
    server.mcp.toolsChanged();
    try (EventReader events = client.open("GET", "", Map.of("Mcp-Session-Id", session))) {
      assertThat(method(events)).isEqualTo("notifications/tools/list_changed");
    }
  }

  @Test
  void aNewerStreamTakesThePlaceOfTheOlder() {
    String session = client.initialize("2025-11-25", "{}");
    Map<String, String> headers = Map.of("Mcp-Session-Id", session);
    try (EventReader older = client.open("GET", "", headers)) {
      awaitStream();
      try (EventReader newer = client.open("GET", "", headers)) {
        assertThat(older.next()).isEmpty();
        server.mcp.toolsChanged();
        assertThat(method(newer)).isEqualTo("notifications/tools/list_changed");
      }
    }
  }

  @Test
  void aQuestionGoesOutOnTheCallsStreamAndItsAnswerComesByPost() {
    String session = client.initialize("2025-06-18", "{'elicitation':{}}");
    try (EventReader events = call(session, "name")) {
      JsonNode question = events.next().orElseThrow();
      assertThat(question.path("method").asString()).isEqualTo("elicitation/create");
      assertThat(question.path("params").has("mode")).isFalse();
      Reply reply =
          client.send(
              "POST",
              "{\"jsonrpc\":\"2.0\",\"id\":"
                  + question.path("id")
                  + ",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"Eve\"}}}",
              Map.of("Mcp-Session-Id", session));
      assertThat(reply.status()).isEqualTo(202);
      JsonNode answer = events.next().orElseThrow();
      assertThat(answer.path("result").path("content").path(0).path("text").asString())
          .isEqualTo("Hello Eve");
      assertThat(events.next()).isEmpty();
    }
  }

  @Test
  void aClientThatRefusesOrCannotAnswerEndsTheCallWithAToolError() {
    String session = client.initialize("2025-11-25", "{'elicitation':{}}");
    try (EventReader events = call(session, "name")) {
      JsonNode question = events.next().orElseThrow();
      client.send(
          "POST",
          "{\"jsonrpc\":\"2.0\",\"id\":"
              + question.path("id")
              + ",\"error\":{\"code\":-1,\"message\":\"busy\"}}",
          Map.of("Mcp-Session-Id", session));
      JsonNode answer = events.next().orElseThrow().path("result");
      assertThat(answer.path("isError").asBoolean()).isTrue();
      assertThat(answer.toString()).contains("busy");
    }
    String plain = client.initialize("2025-11-25", "{}");
    List<JsonNode> messages =
        EventReader.all(client.legacy(plain, "tools/call", "{'name':'name'}").text());
    assertThat(messages).hasSize(1);
    assertThat(messages.getFirst().toString()).contains("declares: elicitation");
  }

  @Test
  void aClientThatDoesNotAnswerIsNotWaitedForForEver() throws IOException {
    try (SampleServer hasty = SampleServer.start(SampleServer.callTimeout(Duration.ofMillis(50)));
        TestClient ada = hasty.client("ada")) {
      String session = ada.initialize("2025-11-25", "{'elicitation':{}}");
      List<JsonNode> messages =
          EventReader.all(ada.legacy(session, "tools/call", "{'name':'name'}").text());
      assertThat(messages.stream().map(each -> each.path("method").asString("")))
          .containsExactly("elicitation/create", "notifications/cancelled", "");
      assertThat(messages.getLast().toString()).contains("did not answer");
    }
  }

  @Test
  void aCancelledCallIsInterruptedAndNotAnswered() throws Exception {
    String session = client.initialize("2025-11-25", "{}");
    CompletableFuture<Reply> call =
        CompletableFuture.supplyAsync(
            () -> client.legacy(session, "tools/call", "{'name':'wait'}"));
    assertThat(server.application.waits.poll(20, TimeUnit.SECONDS)).isEqualTo("begun");
    client.send(
        "POST",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
            + "\"params\":{\"requestId\":7}}",
        Map.of("Mcp-Session-Id", session));
    assertThat(call.get(20, TimeUnit.SECONDS).status()).isEqualTo(202);
    assertThat(call.get().text()).isEmpty();
  }

  @Test
  void logMessagesComeFromTheLevelThatWasSet() {
    String session = client.initialize("2025-11-25", "{}");
    Reply unasked = client.legacy(session, "tools/call", "{'name':'chat'}");
    assertThat(EventReader.all(unasked.text())).hasSize(2);
    client.legacy(session, "logging/setLevel", "{'level':'debug'}");
    Reply all = client.legacy(session, "tools/call", "{'name':'chat'}");
    assertThat(EventReader.all(all.text())).hasSize(3);
    client.legacy(session, "logging/setLevel", "{'level':'emergency'}");
    assertThat(client.legacy(session, "tools/call", "{'name':'chat'}").isStream()).isFalse();
  }

  @Test
  void onlyTheOldestRevisionTakesBatches() {
    String old = client.initialize("2025-03-26", "{}");
    String newer = client.initialize("2025-06-18", "{}");
    String batch =
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},"
            + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"},"
            + "{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}}},"
            + "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"logging/setLevel\","
            + "\"params\":{\"level\":\"info\"}}]";
    JsonNode answers = client.send("POST", batch, Map.of("Mcp-Session-Id", old)).json();
    assertThat(answers.size()).isEqualTo(3);
    assertThat(answers.path(2).path("result").isObject()).isTrue();
    assertThat(answers.path(1).path("id").asString()).isEqualTo("b");
    assertThat(client.send("POST", batch, Map.of("Mcp-Session-Id", newer)).status()).isEqualTo(400);
    assertThat(client.send("POST", "[]", Map.of("Mcp-Session-Id", old)).status()).isEqualTo(400);
  }

  private EventReader call(String session, String tool) {
    return client.open(
        "POST",
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\""
            + tool
            + "\"}}",
        Map.of("Mcp-Session-Id", session));
  }

  private void awaitStream() {
    Await.until(
        () ->
            server.mcp.statistics().streams() == 1
                ? Optional.empty()
                : Optional.of("a stream is open"));
  }

  private static String method(EventReader events) {
    return events.next().orElseThrow().path("method").asString();
  }
}
