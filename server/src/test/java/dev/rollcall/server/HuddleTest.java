package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Phones in the call of a conversation, as each door shows them. */
@Timeout(60)
final class HuddleTest {
  @TempDir private Path data;
  private TestServer server;
  private Agent ann;
  private String bob;
  private String conversation;
  private String room;

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start(data);
    bob = server.management().user("bob", "Bob Burns", "sip:bob@127.0.0.1");
    ann = server.agent("ann");
    conversation = ann.call("create_conversation", Map.of("title", "Plans")).get("id").asString();
    room = huddle("start_huddle").at("/huddle/room").asString();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void showsWhoCallsAndWhichUserThatIs() throws Exception {
    assertThat(huddle("get_huddle").at("/huddle/conference_sid").isNull()).isTrue();
    server.dial(room, "bob", 400);
    server.dial(room, "eve", 650);

    JsonNode huddle = huddle("get_huddle");

    assertThat(huddle.at("/huddle/conference_sid").asString()).isEqualTo(conference());
    assertThat(huddle.get("callers").valueStream())
        .extracting(
            each -> each.get("from").asString(),
            each -> each.get("user_id").asString(""),
            each -> each.get("user_id").isNull(),
            each -> each.get("user_name").asString(""))
        .containsExactly(
            tuple("sip:bob@127.0.0.1", bob, false, "bob"),
            tuple("sip:eve@127.0.0.1", "", true, ""));
    assertThat(huddle.at("/callers/0/display_name").asString()).isEqualTo("Bob Burns");
    assertThat(huddle("start_huddle").at("/huddle/room").asString()).isEqualTo(room);
  }

  @Test
  void tellsTheSameStoryAtEveryDoor() throws Exception {
    server.dial(room, "bob", 400);
    server.dial(room, "eve", 650);
    String conference = conference();
    Map<String, Object> muting =
        Map.of("conference", conference, "participant", "eve", "muted", true);
    assertThat(ann.call("update_conference_participant", muting).get("muted").asBoolean()).isTrue();

    JsonNode rest = server.api().json("Conferences/" + conference + "/Participants.json");
    JsonNode tool = ann.call("list_conference_participants", Map.of("conference", room));

    assertThat(tool.get("data")).hasSize(2);
    assertThat(tool.get("data")).isEqualTo(rest.get("participants"));
    assertThat(rest.get("participants").valueStream())
        .extracting(each -> each.get("label").asString(), each -> each.get("muted").asBoolean())
        .containsExactly(tuple("eve", true), tuple("bob", false));
    assertThat(
            ann.call(
                    "list_conference_participants", Map.of("conference", conference, "muted", true))
                .get("data"))
        .isEqualTo(
            server
                .api()
                .json("Conferences/" + conference + "/Participants.json?Muted=true")
                .get("participants"));
    assertThat(huddle("get_huddle").get("callers").valueStream())
        .extracting(each -> each.get("call_sid").asString(), each -> each.get("muted").asBoolean())
        .containsExactlyElementsOf(
            rest.get("participants")
                .valueStream()
                .map(each -> tuple(each.get("call_sid").asString(), each.get("muted").asBoolean()))
                .toList()
                .reversed());
  }

  @Test
  void remembersWhoJoinedAndLeftAndEndsWithTheLast() throws Exception {
    PhoneCall bobsPhone = server.dial(room, "bob", 400);
    PhoneCall evesPhone = server.dial(room, "eve", 650);
    String conference = conference();

    bobsPhone.hangUp();
    awaitCallers(1);
    evesPhone.hangUp();
    Await.until(
        () ->
            huddle("get_huddle").get("huddle").isNull()
                ? Optional.empty()
                : Optional.of("the huddle is open"));

    Await.until(
        () ->
            kinds().size() == 7 ? Optional.empty() : Optional.of("the events are only " + kinds()));
    assertThat(kinds())
        .containsExactly(
            "created",
            "huddle_started",
            "huddle_joined",
            "huddle_joined",
            "huddle_left",
            "huddle_left",
            "huddle_ended");
    List<JsonNode> calls =
        events().stream().filter(each -> each.path("call_sid").isString()).toList();
    assertThat(calls)
        .allMatch(each -> each.get("conference_sid").asString().equals(conference))
        .extracting(
            each -> each.get("kind").asString(),
            each -> each.at("/subject/type").asString(),
            each -> each.at("/subject/reference").asString(),
            each -> each.get("subject_name").asString())
        .startsWith(
            tuple("huddle_joined", "user", bob, "Bob Burns"),
            tuple("huddle_joined", "phone", "sip:eve@127.0.0.1", "sip:eve@127.0.0.1"),
            tuple("huddle_left", "user", bob, "Bob Burns"),
            tuple("huddle_left", "phone", "sip:eve@127.0.0.1", "sip:eve@127.0.0.1"));
    assertThat(
            ann.call("get_conference", Map.of("conference", conference)).get("status").asString())
        .isEqualTo("completed");
    assertThat(huddle("start_huddle").at("/huddle/room").asString()).isNotEqualTo(room);
  }

  @Test
  void goesOnAsAnOrdinaryCallWhenItsConversationIsDeleted() throws Exception {
    server.dial(room, "bob", 400);
    String conference = conference();

    ann.call("delete_conversation", Map.of("conversation_id", conversation, "confirm", true));

    assertThat(ann.refusal("get_huddle", Map.of("conversation_id", conversation)))
        .contains(conversation);
    assertThat(
            ann.call("list_conference_participants", Map.of("conference", conference)).get("data"))
        .hasSize(1);
  }

  private JsonNode huddle(String tool) throws Exception {
    return ann.call(tool, Map.of("conversation_id", conversation));
  }

  private String conference() throws Exception {
    return server.api().json("Conferences/" + room + ".json").get("sid").asString();
  }

  private void awaitCallers(int number) {
    Await.until(
        () -> {
          JsonNode callers = huddle("get_huddle").get("callers");
          return callers.size() == number
              ? Optional.empty()
              : Optional.of("the callers are " + callers);
        });
  }

  /** What happened, oldest first. */
  private List<JsonNode> events() throws Exception {
    return ann.call("list_conversation_events", Map.of("conversation_id", conversation))
        .get("data")
        .valueStream()
        .toList()
        .reversed();
  }

  private List<String> kinds() throws Exception {
    return events().stream().map(each -> each.get("kind").asString()).toList();
  }
}
