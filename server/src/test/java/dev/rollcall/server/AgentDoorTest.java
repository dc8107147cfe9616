package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is let in at the door for agents, and what of it is there for whom. */
@Timeout(60)
final class AgentDoorTest {
  private static final Map<String, Object> NOTHING = Map.of();

  @TempDir private Path data;
  private Optional<TestServer> running = Optional.empty();

  @AfterEach
  void stop() {
    running.ifPresent(TestServer::close);
  }

  @Test
  void challengesWhoShowsNoTokenOrAWrongOne() throws Exception {
    start(Map.of());

    HttpResponse<String> without = anybody(AgentDoor.MOUNT).send("tools/list", NOTHING);
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(challenge(without)).isEqualTo("Bearer realm=\"rollcall\"");
    assertThat(without.body()).contains("rollcall token create");

    HttpResponse<String> wrong =
        anybody(AgentDoor.MOUNT)
            .with("Authorization", "Bearer rc_" + "x".repeat(43))
            .send("tools/list", NOTHING);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(challenge(wrong)).contains("error=\"invalid_token\"");

    assertThat(
            anybody(AgentDoor.MOUNT)
                .with("Authorization", "Basic " + ownersCredentials())
                .send("tools/list", NOTHING)
                .statusCode())
        .isBetween(400, 401);
  }

  @Test
  void takesNoTokenFromTheAddress() throws Exception {
    start(Map.of());
    String secret = server().management().token("ann").secret();

    HttpResponse<String> answer =
        anybody(AgentDoor.MOUNT + "?access_token=" + secret).send("tools/list", NOTHING);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain(secret);
  }

  @Test
  void aTokenOpensNoOtherDoor() throws Exception {
    start(Map.of());
    String bearer = "Bearer " + server().management().token("ann").secret();
    String account = "/2010-04-01/Accounts/" + TestServer.OWNER.sid();

    for (String path : new String[] {account + "/Conferences.json", "/rollcall/v1/tokens"}) {
      assertThat(raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1", "Authorization: " + bearer))
          .as(path)
          .isEqualTo(401);
    }
  }

  @Test
  void aTokenAllowsWhatItsScopesSay() throws Exception {
    start(Map.of());
    Agent watcher = server().agent(server().management().tokenFor("watcher", "conferences:read"));

    assertThat(watcher.tools())
        .containsExactlyInAnyOrder(
            "list_conferences", "get_conference", "list_conference_participants");
    assertThat(watcher.call("list_conferences", NOTHING).get("data")).isEmpty();
    HttpResponse<String> refused =
        watcher.send(
            "tools/call", Map.of("name", "create_conversation", "arguments", Map.of("title", "x")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(challenge(refused))
        .contains("error=\"insufficient_scope\"", "scope=\"conversations:write\"");
    assertThat(
            watcher
                .send("resources/read", Map.of("uri", "conversation://" + "0".repeat(8)))
                .statusCode())
        .isNotEqualTo(403);
    assertThat(
            watcher
                .send(
                    "resources/read",
                    Map.of("uri", "conversation://01a1fe04-215a-7000-ac69-66713baab024"))
                .statusCode())
        .isEqualTo(403);
    assertThat(server().agent("ann").call("list_conversations", NOTHING).get("data")).isEmpty();
  }

  @Test
  void aRevokedTokenOpensNothingAtOnce() throws Exception {
    start(Map.of());
    Management.Token token = server().management().token("ann");
    Agent ann = server().agent(token);
    assertThat(ann.call("list_conversations", NOTHING).get("data")).isEmpty();

    server().management().revoke(token);

    HttpResponse<String> refused = ann.send("tools/list", NOTHING);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(challenge(refused)).contains("error=\"invalid_token\"");
    JsonNode shown = server().management().get("tokens").get("tokens").get(0);
    assertThat(shown.get("revoked_at").isString()).isTrue();
    assertThat(shown.get("last_used_at").isString()).isTrue();
  }

  @Test
  void whatBelongsToAnotherAccountIsLikeWhatDoesNotExist() throws Exception {
    start(Map.of());
    String conversation =
        server().agent("ann").call("create_conversation", NOTHING).get("id").asString();
    server().dial("standup", "ann", 400);
    String conference = server().api().json("Conferences/standup.json").get("sid").asString();
    Agent stranger =
        Agent.at(
            server().http(),
            AgentDoor.MOUNT,
            Optional.of(new Management(server().http(), TestServer.OTHER).token("ann").secret()));

    assertThat(stranger.call("list_conversations", NOTHING).get("data")).isEmpty();
    assertThat(stranger.call("list_conferences", NOTHING).get("data")).isEmpty();
    String unknown = "01a1fe04-215a-7000-ac69-66713baab024";
    assertThat(
            stranger
                .refusal("list_conversation_participants", Map.of("conversation_id", conversation))
                .replace(conversation, unknown))
        .isEqualTo(
            stranger.refusal("list_conversation_participants", Map.of("conversation_id", unknown)));
    String nowhere = "CF" + "0".repeat(32);
    assertThat(
            stranger
                .refusal("list_conference_participants", Map.of("conference", conference))
                .replace(conference, nowhere))
        .isEqualTo(stranger.refusal("list_conference_participants", Map.of("conference", nowhere)));
  }

  @Test
  void answersOnlyUnderNamesItIsKnownBy() throws Exception {
    start(
        Map.of(
            "ROLLCALL_MCP_PUBLIC_URL", "https://rollcall.example.com",
            "ROLLCALL_MCP_ALLOWED_HOSTS", "chat.example.org"));

    for (String known :
        List.of(
            "127.0.0.1",
            "localhost:8080",
            "[::1]:8080",
            "rollcall.example.com",
            "chat.example.org:8443")) {
      assertThat(list("Host: " + known)).as(known).isEqualTo(200);
    }
    for (String unknown :
        List.of(
            "evil.example",
            "rollcall.example.com.evil.example",
            "127.0.0.1.evil.example",
            "chat.example.org.evil.example:8443")) {
      assertThat(list("Host: " + unknown)).as(unknown).isEqualTo(403);
    }
  }

  @Test
  void answersOnlyPagesThatMayAsk() throws Exception {
    start(
        Map.of(
            "ROLLCALL_MCP_PUBLIC_URL", "https://rollcall.example.com",
            "ROLLCALL_MCP_ALLOWED_ORIGINS", "https://app.example.org"));

    for (String known :
        List.of(
            "http://localhost:3000", "https://rollcall.example.com", "https://app.example.org")) {
      assertThat(list("Host: 127.0.0.1", "Origin: " + known)).as(known).isEqualTo(200);
    }
    for (String unknown :
        List.of(
            "https://evil.example",
            "https://rollcall.example.com.evil.example",
            "http://app.example.org",
            "null")) {
      assertThat(list("Host: 127.0.0.1", "Origin: " + unknown)).as(unknown).isEqualTo(403);
    }
  }

  @Test
  void offersLessWhereLessIsAskedFor() throws Exception {
    start(Map.of());
    Management.Token token = server().management().token("ann");
    Agent all = server().agent(token);
    Agent reading = at("/mcp/readonly", token);
    Agent conferences = at("/mcp/x/conferences", token);

    assertThat(all.tools()).contains("create_conversation", "end_conference");
    assertThat(reading.tools())
        .contains("list_conversation_participants", "list_conferences")
        .allMatch(tool -> tool.startsWith("list_") || tool.startsWith("get_"));
    JsonNode unknown =
        JsonMapper.shared()
            .readTree(
                reading
                    .send("tools/call", Map.of("name", "create_conversation", "arguments", NOTHING))
                    .body());
    assertThat(unknown.at("/error/code").asInt()).isEqualTo(-32602);
    assertThat(all.call("list_conversations", NOTHING).get("data")).isEmpty();

    assertThat(conferences.tools())
        .contains("list_conferences", "end_conference")
        .allMatch(tool -> tool.contains("conference"));
    assertThat(at("/mcp/x/conferences/readonly", token).tools())
        .containsExactlyInAnyOrder(
            "list_conferences", "get_conference", "list_conference_participants");
    assertThat(all.with("X-MCP-Exclude-Tools", "end_conference").tools())
        .hasSize(all.tools().size() - 1)
        .doesNotContain("end_conference");
    assertThat(reading.with("X-MCP-Readonly", "false").tools()).isEqualTo(reading.tools());
    assertThat(at("/mcp/x/plumbing", token).send("tools/list", NOTHING).statusCode())
        .isEqualTo(400);
    assertThat(at("/mcp/elsewhere", token).send("tools/list", NOTHING).statusCode()).isEqualTo(404);
  }

  @Test
  void letsEverybodyOnThisMachineInIfToldSo() throws Exception {
    start(Map.of("ROLLCALL_MCP_AUTHORIZATION", "off", "ROLLCALL_MCP_OPEN_USER", "everybody"));
    Agent anybody = anybody(AgentDoor.MOUNT);

    String conversation = anybody.call("create_conversation", NOTHING).get("id").asString();

    assertThat(
            anybody
                .call(
                    "get_conversation_participant",
                    Map.of("conversation_id", conversation, "participant", "me"))
                .get("display_name")
                .asString())
        .isEqualTo("everybody");
    assertThat(
            anybody.with("X-Forwarded-For", "203.0.113.7").send("tools/list", NOTHING).statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/mcp"})
  void namesNoAuthorizationServerWhereThereIsNone(String below) throws Exception {
    start(Map.of());

    assertThat(server().api().open("/.well-known/oauth-protected-resource" + below).statusCode())
        .isEqualTo(404);
  }

  private void start(Map<String, String> more) throws Exception {
    running = Optional.of(TestServer.start(data, more));
  }

  private TestServer server() {
    return running.orElseThrow();
  }

  private Agent anybody(String path) {
    return Agent.at(server().http(), path, Optional.empty());
  }

  private Agent at(String path, Management.Token token) {
    return Agent.at(server().http(), path, Optional.of(token.secret()));
  }

  private static String challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static String ownersCredentials() {
    return Base64.getEncoder()
        .encodeToString(
            (TestServer.OWNER.sid() + ":" + TestServer.OWNER.authToken())
                .getBytes(StandardCharsets.UTF_8));
  }

  /** The status of the answer to a good {@code tools/list} with these headers. */
  private int list(String... headers) throws IOException, InterruptedException {
    String body = Agent.body("tools/list", NOTHING).toString();
    StringBuilder request = new StringBuilder("POST /mcp HTTP/1.1\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return raw(
        request
            .append("Authorization: Bearer ")
            .append(server().management().token("ann").secret())
            .append("\r\nContent-Type: application/json")
            .append("\r\nAccept: application/json, text/event-stream")
            .append("\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/list")
            .append("\r\nContent-Length: ")
            .append(body.length())
            .append("\r\nConnection: close\r\n\r\n")
            .append(body)
            .toString());
  }

  private int raw(String... head) throws IOException {
    return raw(String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n");
  }

  private int raw(String request) throws IOException {
    try (Socket socket = new Socket(server().http().getAddress(), server().http().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }
}
