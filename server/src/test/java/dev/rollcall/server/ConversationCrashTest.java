package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server is killed; what it had said about conversations is there afterwards. */
@Timeout(120)
final class ConversationCrashTest {
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "ROLLCALL_ACCOUNT_SID", TestServer.OWNER.sid().text(),
          "ROLLCALL_AUTH_TOKEN", TestServer.OWNER.authToken());

  @TempDir private Path data;

  @Test
  void whatWasAnsweredIsThereAfterKillAndALiveHuddleIsOver() throws Exception {
    String annsToken;
    String bobsToken;
    String live;
    String waiting;
    String room;
    List<JsonNode> before;
    try (ServerProcess first = ServerProcess.start("serve", data, ACCOUNT);
        PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      Management management = new Management(first.http(), TestServer.OWNER);
      management.user("bob", "Bob Burns", "sip:bob@127.0.0.1");
      annsToken = management.token("ann").secret();
      bobsToken = management.token("bob").secret();
      Agent ann = agent(first.http(), annsToken);
      Agent bob = agent(first.http(), bobsToken);
      live = conversation(ann, "Live");
      waiting = conversation(ann, "Waiting");
      ann.call(
          "create_conversation_participant", Map.of("conversation_id", live, "participant", "bob"));
      String read = post(ann, live, "read");
      post(ann, live, "unread");
      bob.call(
          "update_conversation_read_state", Map.of("conversation_id", live, "message_id", read));
      room = huddle(ann, "start_huddle", waiting).at("/huddle/room").asString();
      phones.dial(
          Dialling.of(
              "bob",
              first.sip(),
              huddle(ann, "start_huddle", live).at("/huddle/room").asString(),
              Voice.silence()));
      before = told(management, ann, bob, live);
      assertThat(huddle(ann, "get_huddle", live).get("callers")).hasSize(1);

      first.kill();
    }

    try (TestServer second = TestServer.start(data)) {
      Agent ann = agent(second.http(), annsToken);
      Agent bob = agent(second.http(), bobsToken);

      assertThat(told(second.management(), ann, bob, live)).isEqualTo(before);
      assertThat(
              bob.call("get_conversation_read_state", Map.of("conversation_id", live))
                  .get("unread_count")
                  .asInt())
          .isEqualTo(1);
      assertThat(huddle(ann, "get_huddle", live).get("huddle").isNull()).isTrue();
      assertThat(
              ann.call("list_conversation_events", Map.of("conversation_id", live, "limit", 1))
                  .at("/data/0/kind")
                  .asString())
          .isEqualTo("huddle_ended");
      assertThat(huddle(ann, "get_huddle", waiting).at("/huddle/room").asString()).isEqualTo(room);
      assertThat(post(bob, live, "still here")).isNotEmpty();
    }
  }

  /** All that is told of a conversation, of its people and to them. */
  private static List<JsonNode> told(
      Management management, Agent ann, Agent bob, String conversation) throws Exception {
    Map<String, Object> named = Map.of("conversation_id", conversation);
    List<JsonNode> told = new ArrayList<>();
    told.add(management.get("users"));
    for (String tool :
        List.of(
            "get_conversation",
            "list_conversation_participants",
            "list_conversation_messages",
            "get_conversation_tree")) {
      told.add(ann.call(tool, named));
    }
    // The end of the huddle changes the conversation too.
    told.replaceAll(ConversationCrashTest::withoutUpdate);
    told.add(ann.call("get_conversation_read_state", named));
    told.add(bob.call("get_conversation_read_state", named));
    return told;
  }

  private static JsonNode withoutUpdate(JsonNode record) {
    if (record instanceof ObjectNode object) {
      object.remove("updated_at");
    }
    return record;
  }

  private static Agent agent(InetSocketAddress server, String token) {
    return Agent.at(server, AgentDoor.MOUNT, Optional.of(token));
  }

  private static String conversation(Agent owner, String title) throws Exception {
    return owner.call("create_conversation", Map.of("title", title)).get("id").asString();
  }

  private static String post(Agent author, String conversation, String text) throws Exception {
    return author
        .call("create_conversation_message", Map.of("conversation_id", conversation, "text", text))
        .get("id")
        .asString();
  }

  private static JsonNode huddle(Agent agent, String tool, String conversation) throws Exception {
    return agent.call(tool, Map.of("conversation_id", conversation));
  }
}
