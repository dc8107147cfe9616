package dev.rollcall.mcp.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Clients of both eras that speak to a real server through the stdio bridge. */
@Timeout(60)
class BridgedClientTest {
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}}";

  private ConformanceServer server;
  private PipedClient client;

  @BeforeEach
  void start() throws IOException {
    server = ConformanceServer.start("127.0.0.1", 0);
    client =
        new PipedClient(
            URI.create("http://127.0.0.1:" + server.address().getPort() + ConformanceServer.MOUNT));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void statelessRequestsAreAnswered() throws Exception {
    client.say(stateless(1, "server/discover", "", ""));
    client.say(stateless(2, "tools/call", call("test_simple_text"), ""));

    List<JsonNode> answers = List.of(client.hear(), client.hear());

    assertThat(answers)
        .extracting(answer -> answer.path("result").path("resultType").stringValue(""))
        .containsOnly("complete");
    assertThat(answers)
        .extracting(answer -> answer.path("id").intValue())
        .containsExactlyInAnyOrder(1, 2);
    client.leaveInSilence();
  }

  @Test
  void statelessProgressComesBeforeTheResult() throws Exception {
    client.say(
        stateless(1, "tools/call", call("test_tool_with_progress"), ",\"progressToken\":\"t\""));

    List<JsonNode> messages = client.hearUntil(1);

    assertThat(messages)
        .extracting(message -> message.path("method").stringValue(""))
        .containsExactly(
            "notifications/progress", "notifications/progress", "notifications/progress", "");
  }

  @Test
  void statelessQuestionsAreAnsweredByAskingAgain() throws Exception {
    String tool = "test_input_required_result_elicitation";
    client.say(stateless(1, "tools/call", call(tool), ""));
    assertThat(client.answer(1).path("result").path("resultType").stringValue())
        .isEqualTo("input_required");

    client.say(
        stateless(
            2,
            "tools/call",
            call(tool)
                + "\"inputResponses\":"
                + "{\"user_name\":{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}},",
            ""));

    assertThat(text(client.answer(2))).isEqualTo("Hello, Ada!");
  }

  @Test
  void aStatelessListenerHearsOfChangesUntilItCancels() throws Exception {
    client.say(
        stateless(
            1,
            "subscriptions/listen",
            "\"notifications\":{\"resourceSubscriptions\":[\"test://watched-resource\"]},",
            ""));
    client.hear("notifications/subscriptions/acknowledged");

    client.say(stateless(2, "tools/call", call("test_trigger_resource_change"), ""));
    JsonNode first = client.hear();
    JsonNode second = client.hear();
    JsonNode updated = first.has("method") ? first : second;

    assertThat(updated.path("method").stringValue()).isEqualTo("notifications/resources/updated");
    assertThat(updated.path("params").path("uri").stringValue())
        .isEqualTo("test://watched-resource");
    client.say(
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\","
            + "\"params\":{\"requestId\":1}}");
    client.leaveInSilence();
  }

  @Test
  void aSessionIsHeldThroughTheBridge() throws Exception {
    shakeHands();

    client.say(request(1, "tools/call", call("test_simple_text")));

    assertThat(text(client.answer(1))).isEqualTo("This is a simple text response for testing.");
    client.leaveInSilence();
  }

  @Test
  void theServerAsksAndIsAnsweredInASession() throws Exception {
    shakeHands();
    client.say(
        request(
            1, "tools/call", "\"name\":\"test_elicitation\",\"arguments\":{\"message\":\"?\"}"));

    JsonNode question = client.hear("elicitation/create");
    client.say(
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + question.path("id")
            + ",\"result\":{\"action\":\"accept\",\"content\":{\"response\":\"yes\"}}}");

    assertThat(text(client.answer(1))).contains("action=accept", "{\"response\":\"yes\"}");
  }

  @Test
  void aSubscriberInASessionHearsOfChanges() throws Exception {
    shakeHands();
    client.say(request(1, "resources/subscribe", "\"uri\":\"test://watched-resource\""));
    client.answer(1);

    client.say(request(2, "tools/call", call("test_trigger_resource_change")));

    assertThat(
            client.hear("notifications/resources/updated").path("params").path("uri").stringValue())
        .isEqualTo("test://watched-resource");
  }

  @Test
  void aRestartOfTheServerGoesUnnoticed() throws Exception {
    shakeHands();
    client.say(request(1, "resources/subscribe", "\"uri\":\"test://watched-resource\""));
    client.answer(1);
    int port = server.address().getPort();
    server.close();
    server = ConformanceServer.start("127.0.0.1", port);

    client.say(request(2, "tools/call", call("test_trigger_resource_change")));

    assertThat(text(client.answer(2))).isEqualTo("The watched resource has changed.");
    client.hear("notifications/resources/updated");
  }

  @Test
  void withoutItsServerTheBridgeSaysSo() throws Exception {
    server.close();

    client.say(stateless(1, "tools/list", "", ""));

    assertThat(client.answer(1).path("error").path("message").stringValue())
        .contains("start it with ./rollcall serve");
  }

  private void shakeHands() throws Exception {
    client.say(
        request(
            0,
            "initialize",
            "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"elicitation\":{}},"
                + "\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}"));
    assertThat(client.answer(0).path("result").path("protocolVersion").stringValue())
        .isEqualTo("2025-11-25");
    client.say("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
  }

  private static String stateless(int id, String method, String parameters, String meta) {
    return request(id, method, parameters + META + meta + "}");
  }

  private static String request(int id, String method, String parameters) {
    String end =
        parameters.endsWith(",") ? parameters.substring(0, parameters.length() - 1) : parameters;
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":{%s}}"
        .formatted(id, method, end);
  }

  private static String call(String tool) {
    return "\"name\":\"" + tool + "\",\"arguments\":{},";
  }

  private static String text(JsonNode answer) {
    return answer.path("result").path("content").path(0).path("text").stringValue("");
  }
}
