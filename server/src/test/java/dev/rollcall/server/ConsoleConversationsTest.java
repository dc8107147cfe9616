package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollcall.core.account.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the console's scripts do at the door for agents, over a whole server. */
@Timeout(60)
final class ConsoleConversationsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path data;

  @Test
  void theAccountSeesAndLeadsEveryConversationOfItsOwn() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Agent ann = server.agent("ann");
      String plans = create(ann, "Plans");
      Agent console = signedIn(server, TestServer.OWNER);

      assertThat(console.call("list_conversations", Map.of()).get("data"))
          .extracting(each -> each.get("title").asString())
          .containsExactly("Plans");
      try (Subscription subscription = ann.watch(messages(plans))) {
        JsonNode posted =
            console.call(
                "create_conversation_message", Map.of("conversation_id", plans, "text", "Hello"));
        assertThat(posted.get("sender_display_name").asString()).isEqualTo("Console");
        assertThat(posted.get("role").asString()).isEqualTo("user");
        assertThat(subscription.nextChanged()).isEqualTo(messages(plans));
      }
      JsonNode archived =
          console.call(
              "update_conversation", Map.of("conversation_id", plans, "status", "archived"));
      assertThat(archived.get("status").asString()).isEqualTo("archived");
    }
  }

  @Test
  void aKeysSessionIsShownOutWhenTheKeyIsRemoved() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      JsonNode key =
          JsonMapper.shared().readTree(server.api().post("Keys.json", "FriendlyName=pages").body());
      String plans = create(server.agent("ann"), "Plans");
      Agent console = signedIn(server, key.get("sid").asString(), key.get("secret").asString());
      console.call("list_conversations", Map.of());
      server
          .agent("ann")
          .call(
              "create_conversation_participant",
              Map.of("conversation_id", plans, "participant", "console"));
      try (Subscription subscription = console.watch(messages(plans))) {
        server.api().delete("Keys/" + key.get("sid").asString() + ".json");
        post(server.agent("ann"), plans);

        assertThat(console.send("tools/list", Map.of()).statusCode()).isEqualTo(401);
        assertEnds(subscription);
      }
    }
  }

  @Test
  void aTokensSessionDoesWhatItsScopesSayInConversationsOfItsUser() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Agent ann = server.agent("ann");
      String plans = create(ann, "Plans");
      create(ann, "Secrets");
      server.agent("bob");
      ann.call(
          "create_conversation_participant",
          Map.of("conversation_id", plans, "participant", "bob"));
      Agent bob =
          signedIn(server, "", server.management().tokenFor("bob", "conversations:read").secret());

      assertThat(bob.call("list_conversations", Map.of()).get("data"))
          .extracting(each -> each.get("title").asString())
          .containsExactly("Plans");
      assertThat(bob.tools())
          .contains("list_conversation_messages")
          .doesNotContain("create_conversation_message");
      HttpResponse<String> refused =
          bob.send(
              "tools/call",
              Map.of(
                  "name",
                  "create_conversation_message",
                  "arguments",
                  Map.of("conversation_id", plans, "text", "Hello")));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("messages:write");
    }
  }

  @Test
  void theStreamOfARevokedTokensSessionEnds() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Agent ann = server.agent("ann");
      String plans = create(ann, "Plans");
      Management.Token token = server.management().token("ann");
      Agent session = signedIn(server, "", token.secret());
      try (Subscription subscription = session.watch(messages(plans))) {
        server.management().revoke(token);
        post(ann, plans);

        assertThat(session.send("tools/list", Map.of()).statusCode()).isEqualTo(401);
        assertEnds(subscription);
      }
    }
  }

  @Test
  void anotherAccountSeesNothing() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      String plans = create(server.agent("ann"), "Plans");
      Agent other = signedIn(server, TestServer.OTHER);

      assertThat(other.call("list_conversations", Map.of()).get("data")).isEmpty();
      assertThat(other.refusal("get_conversation", Map.of("conversation_id", plans)))
          .contains("No conversation " + plans);
    }
  }

  @Test
  void onlyRequestsOfOurOwnPagesAreTheSessions() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Agent console = signedIn(server, TestServer.OWNER);

      HttpResponse<String> bare = without(console, "Rollcall-Console").send("tools/list", Map.of());
      assertThat(bare.statusCode()).isEqualTo(401);
      assertThat(bare.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(without(console, "Origin").send("tools/list", Map.of()).statusCode())
          .isEqualTo(403);
      assertThat(
              with(console, "Origin", "http://localhost:1")
                  .send("tools/list", Map.of())
                  .statusCode())
          .isEqualTo(403);
      HttpResponse<String> over =
          with(console, "Cookie", "rollcall-console=none").send("tools/list", Map.of());
      assertThat(over.statusCode()).isEqualTo(401);
      assertThat(over.headers().firstValue("WWW-Authenticate")).isEmpty();
    }
  }

  @Test
  void aSessionIsItselfWhereEverybodyElseIsLetIn() throws Exception {
    try (TestServer server = TestServer.start(data, Map.of("ROLLCALL_MCP_AUTHORIZATION", "off"))) {
      Agent everybody = Agent.at(server.http(), AgentDoor.MOUNT, Optional.empty());
      create(everybody, "Everybody's");
      Agent other = signedIn(server, TestServer.OTHER);

      assertThat(other.call("list_conversations", Map.of()).get("data")).isEmpty();
      assertThat(with(other, "Cookie", "rollcall-console=none").send("tools/list", Map.of()))
          .returns(401, HttpResponse::statusCode);
    }
  }

  private static String create(Agent owner, String title) throws Exception {
    return owner.call("create_conversation", Map.of("title", title)).get("id").asString();
  }

  private static void post(Agent author, String conversation) throws Exception {
    author.call(
        "create_conversation_message", Map.of("conversation_id", conversation, "text", "x"));
  }

  private static String messages(String conversation) {
    return "conversation://" + conversation + "/messages";
  }

  /** What is sent next finds the session over, and no message is among it. */
  private static void assertEnds(Subscription subscription) {
    assertThatExceptionOfType(Throwable.class)
        .isThrownBy(subscription::next)
        .matches(
            end -> end instanceof IOException || "the stream has ended".equals(end.getMessage()));
  }

  private static Agent signedIn(TestServer server, Account account) throws Exception {
    return signedIn(server, account.sid().text(), account.authToken());
  }

  /** The scripts of a page in a browser that has signed in. */
  private static Agent signedIn(TestServer server, String user, String secret) throws Exception {
    String origin =
        "http://" + server.http().getAddress().getHostAddress() + ":" + server.http().getPort();
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create(origin + "/console/session"))
                .header("Origin", origin)
                .header("Rollcall-Console", "1")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"user\":\"" + user + "\",\"secret\":\"" + secret + "\"}"))
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return new Agent(
        URI.create(origin + AgentDoor.MOUNT),
        Optional.empty(),
        Map.of("Origin", origin, "Rollcall-Console", "1", "Cookie", cookie));
  }

  private static Agent with(Agent agent, String name, String value) {
    Map<String, String> headers = new HashMap<>(agent.headers());
    headers.put(name, value);
    return new Agent(agent.endpoint(), agent.token(), headers);
  }

  private static Agent without(Agent agent, String name) {
    Map<String, String> headers = new HashMap<>(agent.headers());
    headers.remove(name);
    return new Agent(agent.endpoint(), agent.token(), headers);
  }
}
