package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.TestClient.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages, versions, headers, lists and resources of revision 2026-07-28. */
final class ModernMessageTest {
  private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";

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

  @Test
  void discoverTellsVersionsCapabilitiesAndLifetime() {
    JsonNode result = client.modern("server/discover", "{}").result();
    assertThat(result.path("supportedVersions").toString())
        .isEqualTo("[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\"]");
    assertThat(result.path("capabilities").has("logging")).isFalse();
    assertThat(result.path("capabilities").path("resources").path("subscribe").asBoolean())
        .isTrue();
    assertThat(result.path("instructions").asString()).isEqualTo("Use it.");
    assertThat(result.path("ttlMs").asInt()).isEqualTo(60_000);
    assertThat(result.path("cacheScope").asString()).isEqualTo("private");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "server/discover | {}",
        "tools/list | {}",
        "tools/call | {'name':'echo','arguments':{'text':'x'}}",
        "prompts/list | {}",
        "prompts/get | {'name':'greet','arguments':{'who':'Bob'}}",
        "resources/list | {}",
        "resources/templates/list | {}",
        "resources/read | {'uri':'note://everyone'}",
        "completion/complete |"
            + " {'ref':{'type':'ref/prompt','name':'greet'},'argument':{'name':'who','value':'B'}}"
      })
  void everyResultSaysItsTypeAndItsServer(String method, String params) {
    Reply reply = client.modern(method, params);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.result().path("resultType").asString()).isEqualTo("complete");
    assertThat(reply.result().path("_meta").path(SERVER_INFO).path("name").asString())
        .isEqualTo("sample");
    assertThat(reply.json().path("id").asInt()).isEqualTo(7);
    assertThat(reply.headers()).doesNotContainKey("mcp-session-id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tools/list", "prompts/list", "resources/list", "resources/templates/list"})
  void aCursorThatIsNotOfTheListIsInvalidParams(String method) {
    assertThat(client.modern(method, "{'cursor':'made up'}").code()).isEqualTo(-32602);
  }

  @Test
  void resourcesArePagedByTheApplication() {
    JsonNode first = client.modern("resources/list", "{}").result();
    assertThat(first.path("nextCursor").asString()).isEqualTo("2");
    JsonNode second = client.modern("resources/list", "{'cursor':'2'}").result();
    assertThat(second.has("nextCursor")).isFalse();
    assertThat(second.path("resources").path(0).path("uri").asString())
        .isEqualTo(SampleApplication.DIARY);
  }

  @Test
  void toolsAreListedWithAllTheirHints() {
    JsonNode tool = client.modern("tools/list", "{}").result().path("tools").path(0);
    assertThat(tool.path("name").asString()).isEqualTo("echo");
    assertThat(tool.path("annotations").toString())
        .isEqualTo(
            "{\"title\":\"Tool echo\",\"readOnlyHint\":true,\"destructiveHint\":false,"
                + "\"idempotentHint\":true,\"openWorldHint\":false}");
    assertThat(tool.path("outputSchema").path("type").asString()).isEqualTo("object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'io.modelcontextprotocol/clientCapabilities':{}}",
        "{'io.modelcontextprotocol/protocolVersion':'2026-07-28'}",
        "{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
            + "'io.modelcontextprotocol/clientCapabilities':7}",
        "'nothing'"
      })
  void aRequestWithoutItsMetaIsRejected(String meta) {
    Reply reply = client.modern("server/discover", "{'_meta':" + meta + "}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(-32602);
    assertThat(reply.json().path("id").asInt()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1900-01-01", "2025-11-25", "v999.0.0"})
  void aVersionThatIsNotServedThisWayIsRejectedWithThoseThatAre(String version) {
    String params =
        "{'_meta':{'io.modelcontextprotocol/protocolVersion':'"
            + version
            + "','io.modelcontextprotocol/clientCapabilities':{}}}";
    Map<String, String> headers = TestClient.modernHeaders("tools/list", params);
    headers.put("MCP-Protocol-Version", version);
    Reply reply = client.post(TestClient.modernBody("tools/list", params), headers);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(-32022);
    assertThat(reply.error().path("data").path("requested").asString()).isEqualTo(version);
    assertThat(reply.error().path("data").path("supported").toString()).contains("2026-07-28");
  }

  @ParameterizedTest
  @CsvSource({
    "MCP-Protocol-Version, ''",
    "MCP-Protocol-Version, 2025-11-25",
    "Mcp-Method, ''",
    "Mcp-Method, tools/list",
    "Mcp-Method, TOOLS/CALL",
    "Mcp-Name, ''",
    "Mcp-Name, other",
    "Mcp-Name, Echo",
    "Mcp-Name, =?base64?ZWNobw?=",
    "Mcp-Name, =?base64?!!!!?="
  })
  void aHeaderThatDoesNotRepeatTheBodyIsRejected(String header, String value) {
    String params = "{'name':'echo','arguments':{'text':'x'}}";
    Map<String, String> headers = TestClient.modernHeaders("tools/call", params);
    headers.put(header, value);
    Reply reply = client.post(TestClient.modernBody("tools/call", params), headers);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(-32020);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "=?base64?ZWNobw==?=", "  echo  "})
  void aNameMayComePlainOrInBase64(String name) {
    String params = "{'name':'echo','arguments':{'text':'x'}}";
    Map<String, String> headers = TestClient.modernHeaders("tools/call", params);
    headers.put("Mcp-Name", name);
    assertThat(client.post(TestClient.modernBody("tools/call", params), headers).toolText())
        .isEqualTo("{\"text\":\"x\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "eu | 5 | 200",
        "eu | 5.0 | 200",
        "=?base64?ZXU=?= | 5 | 200",
        "us | 5 | 400",
        "\"\" | 5 | 400",
        "eu | 6 | 400",
        "eu | five | 400",
        "eu | \"\" | 400"
      })
  void parameterHeadersMustRepeatTheArguments(String region, String level, int status) {
    String params = "{'name':'region','arguments':{'region':'eu','level':5}}";
    Map<String, String> headers = TestClient.modernHeaders("tools/call", params);
    headers.put("Mcp-Param-Region", region);
    headers.put("Mcp-Param-Level", level);
    Reply reply = client.post(TestClient.modernBody("tools/call", params), headers);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(status == 200 ? 0 : -32020);
  }

  @Test
  void aParameterHeaderWithoutItsArgumentIsRejected() {
    String params = "{'name':'region','arguments':{'region':'eu'}}";
    Map<String, String> headers = new HashMap<>(TestClient.modernHeaders("tools/call", params));
    headers.put("Mcp-Param-Region", "eu");
    assertThat(client.post(TestClient.modernBody("tools/call", params), headers).status())
        .isEqualTo(200);
    headers.put("Mcp-Param-Level", "5");
    assertThat(client.post(TestClient.modernBody("tools/call", params), headers).code())
        .isEqualTo(-32020);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initialize",
        "ping",
        "logging/setLevel",
        "resources/subscribe",
        "resources/unsubscribe",
        "tasks/list",
        "no/such/method"
      })
  void methodsThatThisRevisionDoesNotHaveAreNotFound(String method) {
    Reply reply = client.modern(method, "{}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo(-32601);
    assertThat(reply.json().path("id").asInt()).isEqualTo(7);
  }

  @Test
  void stringIdsComeBackAsTheyWere() {
    ObjectNode body = TestClient.modernBody("tools/list", "{}").put("id", "ä\"\\ 1");
    Reply reply = client.post(body, TestClient.modernHeaders("tools/list", "{}"));
    assertThat(reply.json().path("id").asString()).isEqualTo("ä\"\\ 1");
  }

  @Test
  void aNotificationIsAcceptedWithoutABody() {
    Reply reply =
        client.send(
            "POST",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{}}",
            Map.of("MCP-Protocol-Version", "2026-07-28"));
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.text()).isEmpty();
  }

  @Test
  void sessionsAndOtherMethodsOfHttpAreNotOfThisRevision() {
    Map<String, String> headers =
        Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Session-Id", "0");
    assertThat(client.send("GET", "", headers).status()).isEqualTo(405);
    assertThat(client.send("DELETE", "", headers).status()).isEqualTo(405);
    Map<String, String> more = TestClient.modernHeaders("tools/list", "{}");
    more.put("Mcp-Session-Id", "made up");
    Reply reply = client.post(TestClient.modernBody("tools/list", "{}"), more);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).doesNotContainKey("mcp-session-id");
  }

  @Test
  void aResourceThatIsNotThereAndOneThatIsNotForTheCallerAreTheSame() {
    Reply absent = client.modern("resources/read", "{'uri':'note://nobody'}");
    assertThat(absent.code()).isEqualTo(-32602);
    try (TestClient bob = server.client("bob")) {
      Reply foreign = bob.modern("resources/read", "{'uri':'note://ada'}");
      assertThat(foreign.text().replace("note://ada", ""))
          .isEqualTo(absent.text().replace("note://nobody", ""));
    }
  }

  @Test
  void aPromptSaysWhatIsWrongWithItsArguments() {
    Reply reply = client.modern("prompts/get", "{'name':'greet','arguments':{'whom':'Bob'}}");
    assertThat(reply.code()).isEqualTo(-32602);
    assertThat(reply.error().path("message").asString())
        .contains("no argument \"whom\", only: who")
        .contains("\"who\" is required");
  }

  @Test
  void completionOfSomethingUnknownIsInvalidParams() {
    Reply reply =
        client.modern(
            "completion/complete",
            "{'ref':{'type':'ref/prompt','name':'x'},'argument':{'name':'a','value':''}}");
    assertThat(reply.code()).isEqualTo(-32602);
  }
}
