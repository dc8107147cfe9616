package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents come with tokens of an authorization server. */
@Timeout(60)
final class OAuthTest {
  private static final String PUBLIC_URL = "https://rollcall.example.com";
  private static final String RESOURCE = PUBLIC_URL + "/mcp";
  private static final String METADATA = "/.well-known/oauth-protected-resource";
  private static final String SCOPES = "conversations:read conversations:write";

  private final Instant soon = Instant.now().plus(Duration.ofMinutes(5));
  @TempDir private Path data;
  private AuthorizationServer authorization;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    authorization = AuthorizationServer.start();
    server =
        TestServer.start(
            data,
            Map.of(
                "ROLLCALL_MCP_PUBLIC_URL",
                PUBLIC_URL,
                "ROLLCALL_MCP_OAUTH_ISSUER",
                authorization.issuer()));
  }

  @AfterEach
  void stop() {
    server.close();
    authorization.close();
  }

  @Test
  void leadsToTheAuthorizationServer() throws Exception {
    HttpResponse<String> refused =
        Agent.at(server.http(), AgentDoor.MOUNT, Optional.empty()).send("tools/list", Map.of());

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(challenge(refused))
        .startsWith("Bearer ")
        .contains("resource_metadata=\"" + PUBLIC_URL + METADATA + "/mcp\"", "scope=\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {METADATA, METADATA + "/mcp"})
  void tellsWhoIssuesTokens(String path) throws Exception {
    HttpResponse<String> answer = server.api().open(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode metadata = JsonMapper.shared().readTree(answer.body());
    assertThat(metadata.get("resource").asString()).isEqualTo(RESOURCE);
    assertThat(metadata.get("authorization_servers").valueStream())
        .extracting(JsonNode::asString)
        .containsExactly(authorization.issuer());
    assertThat(metadata.get("scopes_supported").valueStream())
        .extracting(JsonNode::asString)
        .contains("conversations:read", "conferences:read")
        .doesNotContain("conversations:admin", "offline_access");
  }

  @Test
  void letsTheBearerOfAGoodTokenInAsTheUserItNames() throws Exception {
    Agent ann = bearing(authorization.token("ann", RESOURCE, SCOPES, soon));

    String conversation = ann.call("create_conversation", Map.of()).get("id").asString();

    String id = server.management().get("users/ann").get("id").asString();
    assertThat(
            ann.call("list_conversation_participants", Map.of("conversation_id", conversation))
                .at("/data/0/user_id")
                .asString())
        .isEqualTo(id);
    assertThat(server.agent("ann").call("list_conversations", Map.of()).get("data")).hasSize(1);
  }

  @Test
  void refusesTokensThatAreNotForThisServerOrNotGood() throws Exception {
    for (String bad :
        new String[] {
          authorization.token("ann", "https://other.example.com/mcp", SCOPES, soon),
          authorization.token("ann", PUBLIC_URL, SCOPES, soon),
          authorization.token("ann", RESOURCE, SCOPES, Instant.now().minus(Duration.ofHours(1))),
          authorization.token(AuthorizationServer.key(), "ann", RESOURCE, SCOPES, soon),
        }) {
      HttpResponse<String> refused = bearing(bad).send("tools/list", Map.of());

      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(challenge(refused)).contains("error=\"invalid_token\"", "resource_metadata=\"");
    }
  }

  @Test
  void saysWhichScopeIsMissing() throws Exception {
    Agent reader = bearing(authorization.token("ann", RESOURCE, "conversations:read", soon));
    assertThat(reader.call("list_conversations", Map.of()).get("data")).isEmpty();

    HttpResponse<String> refused =
        reader.send("tools/call", Map.of("name", "create_conversation", "arguments", Map.of()));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(challenge(refused))
        .contains(
            "error=\"insufficient_scope\"",
            "scope=\"conversations:write\"",
            "resource_metadata=\"");
    assertThat(reader.call("list_conversations", Map.of()).get("data")).isEmpty();
  }

  private Agent bearing(String token) {
    return Agent.at(server.http(), AgentDoor.MOUNT, Optional.of(token));
  }

  private static String challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate").orElse("");
  }
}
