package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.phone.PhoneCall;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Agents hear of changes for as long as they may see them. */
@Timeout(60)
final class AgentSubscriptionTest {
  @TempDir private Path data;
  private TestServer server;
  private Agent ann;
  private Agent bob;
  private String shared;
  private String bobsOwn;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data);
    ann = server.agent("ann");
    bob = server.agent("bob");
    shared = conversation(ann);
    bobsOwn = conversation(bob);
    add(shared, "bob");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void hearWhoComesAndGoesInAConversation() throws Exception {
    String participants = members(shared);
    try (Subscription subscription = bob.watch(participants)) {
      add(shared, "+15550100");
      assertThat(subscription.nextChanged()).isEqualTo(participants);
      assertThat(names(participants)).containsExactly("ann", "bob", "+15550100");

      remove(shared, "+15550100");
      assertThat(subscription.nextChanged()).isEqualTo(participants);
      assertThat(names(participants)).containsExactly("ann", "bob");
    }
  }

  @Test
  void hearWhoComesAndGoesInAConference() throws Exception {
    server.dial("standup", "ann", 400);
    String conference = server.api().json("Conferences/standup.json").get("sid").asString();
    String participants = "conference://" + conference + "/participants";
    try (Subscription subscription = bob.watch(participants)) {
      PhoneCall eve = server.dial("standup", "eve", 650);
      subscription.awaitChanged(participants);
      assertThat(read(bob, participants).toString()).contains("sip:eve@127.0.0.1");

      server.api().post("Conferences/" + conference + "/Participants/eve.json", "Muted=true");
      subscription.awaitChanged(participants);

      eve.hangUp();
      subscription.awaitChanged(participants);
      assertThat(read(bob, participants).toString()).doesNotContain("sip:eve@127.0.0.1");
    }
  }

  @Test
  void hearNothingMoreOnceTheyAreRemoved() throws Exception {
    String sharedMessages = messages(shared);
    String ownMessages = messages(bobsOwn);
    try (Subscription subscription = bob.watch(sharedMessages, members(shared), ownMessages)) {
      post(ann, shared, "before");
      assertThat(subscription.nextChanged()).isIn(sharedMessages, members(shared));
      post(bob, bobsOwn, "a mark in the stream");
      subscription.awaitChanged(ownMessages);

      remove(shared, "bob");
      post(ann, shared, "after");
      add(shared, "eve");
      post(bob, bobsOwn, "to himself");

      assertThat(subscription.nextChanged()).isEqualTo(ownMessages);
    }
    assertThat(bob.refusal("list_conversation_participants", Map.of("conversation_id", shared)))
        .contains(shared);
    assertThat(bob.send("resources/read", Map.of("uri", sharedMessages)).body())
        .contains("-32602")
        .doesNotContain("before");
    assertThat(bob.call("list_conversations", Map.of()).get("data")).hasSize(1);
  }

  @Test
  void hearNothingMoreWithARevokedToken() throws Exception {
    Management.Token token = server.management().token("bob");
    Agent second = server.agent(token);
    try (Subscription revoked = second.watch(messages(shared));
        Subscription good = bob.watch(messages(shared))) {
      post(ann, shared, "before");
      assertThat(revoked.nextChanged()).isEqualTo(messages(shared));
      assertThat(good.nextChanged()).isEqualTo(messages(shared));

      server.management().revoke(token);
      post(ann, shared, "after");

      assertThat(good.nextChanged()).isEqualTo(messages(shared));
      assertThat(second.send("tools/list", Map.of()).statusCode()).isEqualTo(401);
      server.close();
      assertThat(revoked.next().has("result")).isTrue();
    }
  }

  @Test
  void areToldOfTheEndWhenTheServerStops() throws Exception {
    try (Subscription subscription = bob.watch(messages(shared))) {
      server.close();

      assertThat(subscription.next().at("/result/resultType").asString()).isEqualTo("complete");
    }
  }

  private String conversation(Agent owner) throws Exception {
    return owner.call("create_conversation", Map.of()).get("id").asString();
  }

  private void add(String conversation, String participant) throws Exception {
    server.agent("eve");
    ann.call(
        "create_conversation_participant",
        Map.of("conversation_id", conversation, "participant", participant));
  }

  private void remove(String conversation, String participant) throws Exception {
    ann.call(
        "delete_conversation_participant",
        Map.of("conversation_id", conversation, "participant", participant, "confirm", true));
  }

  private static void post(Agent author, String conversation, String text) throws Exception {
    author.call(
        "create_conversation_message", Map.of("conversation_id", conversation, "text", text));
  }

  private Iterable<String> names(String uri) throws Exception {
    return read(bob, uri).findValuesAsString("display_name");
  }

  private static JsonNode read(Agent reader, String uri) throws Exception {
    JsonNode result = reader.result("resources/read", Map.of("uri", uri));
    return JsonMapper.shared().readTree(result.at("/contents/0/text").asString());
  }

  private static String members(String conversation) {
    return "conversation://" + conversation + "/participants";
  }

  private static String messages(String conversation) {
    return "conversation://" + conversation + "/messages";
  }
}
