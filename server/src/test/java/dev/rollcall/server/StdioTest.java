package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program speaks MCP in a process of its own: over standard input, and as fixtures. */
@Timeout(120)
final class StdioTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path data;

  @Test
  void carriesAnAgentsCallsToARunningServer() throws Exception {
    try (TestServer server = TestServer.start(Files.createDirectory(data.resolve("server-data")))) {
      Management.Token token = server.management().token("ann");
      String conversation =
          server.agent(token).call("create_conversation", Map.of()).get("id").asString();
      try (ServerProcess bridge =
          ServerProcess.startApart(
              "mcp",
              data,
              Map.of(
                  "ROLLCALL_TOKEN",
                  token.secret(),
                  "ROLLCALL_HTTP_PORT",
                  Integer.toString(server.http().getPort())))) {
        bridge.say(
            request(
                1,
                "initialize",
                Map.of(
                    "protocolVersion",
                    "2025-11-25",
                    "capabilities",
                    Map.of(),
                    "clientInfo",
                    Map.of("name", "test", "version", "1"))));
        JsonNode greeting = JSON.readTree(bridge.awaitLine("\"id\":1"));
        assertThat(greeting.at("/result/serverInfo/name").asString()).isEqualTo("rollcall");
        bridge.say(
            JSON.writeValueAsString(
                Map.of("jsonrpc", "2.0", "method", "notifications/initialized")));
        bridge.say(
            request(
                2,
                "tools/call",
                Map.of(
                    "name",
                    "list_conversation_participants",
                    "arguments",
                    Map.of("conversation_id", conversation))));
        JsonNode answer = JSON.readTree(bridge.awaitLine("\"id\":2"));
        assertThat(answer.at("/result/structuredContent/data/0/role").asString())
            .isEqualTo("owner");
        bridge.say(Agent.body("tools/list", Map.of()).put("id", 3).toString());
        assertThat(JSON.readTree(bridge.awaitLine("\"id\":3")).at("/result/resultType").asString())
            .isEqualTo("complete");

        bridge.endInput();

        assertThat(bridge.awaitExit()).isZero();
        assertThat(bridge.output())
            .hasSize(3)
            .allMatch(line -> JSON.readTree(line).get("jsonrpc").asString().equals("2.0"));
      }
    }
  }

  @Test
  void fixturesAreForThisMachineOnly() throws Exception {
    try (ServerProcess open =
        ServerProcess.start("conformance", data, Map.of("ROLLCALL_HTTP_HOST", "0.0.0.0"))) {
      assertThat(open.awaitExit()).isEqualTo(1);
      assertThat(open.awaitLine("rollcall: ")).contains("0.0.0.0", "127.0.0.1");
    }
    try (ServerProcess fixtures = ServerProcess.start("conformance", data, Map.of())) {
      Agent anybody =
          new Agent(
              URI.create(ServerProcess.lastWord(fixtures.awaitLine("  MCP "))),
              Optional.empty(),
              Map.of());
      List<String> tools = anybody.tools();
      assertThat(tools).contains("test_simple_text").doesNotContain("list_conversations");
    }
    assertThat(Files.exists(data.resolve("rollcall.db"))).isFalse();
  }

  private static String request(int id, String method, Map<String, Object> parameters) {
    return JSON.writeValueAsString(
        Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", parameters));
  }
}
