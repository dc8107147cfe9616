package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.Tokens;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.ParticipantReference;
import dev.rollcall.core.testing.Await;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.ActorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConferenceToolsTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");

  @BeforeEach
  void fillTheRoom() {
    world.phones().join("standup", "first");
    world.phones().join("standup", "second");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void participantsHaveTheFieldsOfTheRestAnswerInItsOrder() {
    JsonNode page = world.call(anna, "list_conference_participants", "{'conference': 'standup'}");
    assertThat(page.get("data")).hasSize(2);
    JsonNode newest = page.at("/data/0");
    assertThat(newest.propertyNames())
        .containsExactly(
            "account_sid",
            "call_sid",
            "label",
            "call_sid_to_coach",
            "coaching",
            "conference_sid",
            "date_created",
            "date_updated",
            "end_conference_on_exit",
            "muted",
            "hold",
            "start_conference_on_enter",
            "status",
            "queue_time",
            "uri",
            "from",
            "to",
            "name");
    assertThat(newest.get("label").asString()).isEqualTo("second");
    assertThat(newest.get("date_created").asString()).isEqualTo("Sat, 21 Nov 2026 08:00:00 +0000");
    assertThat(newest.get("status").asString()).isEqualTo("connected");
    assertThat(newest.get("uri").asString())
        .isEqualTo(
            "/2010-04-01/Accounts/%s/Conferences/%s/Participants/%s.json"
                .formatted(
                    TestRoster.ACCOUNT.text(),
                    newest.get("conference_sid").asString(),
                    newest.get("call_sid").asString()));
    assertThat(page.get("page_info").toString())
        .isEqualTo("{\"self\":null,\"first\":null,\"next\":null,\"prev\":null}");
  }

  @Test
  void filtersAndPresenceWorkAsAtTheRestDoor() {
    world.call(
        anna,
        "update_conference_participant",
        "{'conference': 'standup', 'participant': 'first', 'muted': true}");
    assertThat(labels("{'conference': 'standup', 'muted': true}")).containsExactly("first");
    assertThat(labels("{'conference': 'standup', 'muted': false}")).containsExactly("second");
    assertThat(labels("{'conference': 'standup', 'hold': true}")).isEmpty();
    JsonNode removed =
        world.call(
            anna,
            "remove_conference_participant",
            "{'conference': 'standup', 'participant': 'second', 'confirm': true}");
    assertThat(removed.get("reason_participant_left").asString())
        .isEqualTo("participant_updated_via_api");
    assertThat(labels("{'conference': 'standup'}")).containsExactly("first");
    assertThat(labels("{'conference': 'standup', 'status': 'departed'}")).containsExactly("second");
    assertThat(labels("{'conference': 'standup', 'status': 'all'}"))
        .containsExactly("second", "first");
  }

  @Test
  void somebodyIsCalledAndListedAtOnceAsQueued() {
    JsonNode added =
        world.call(
            anna,
            "add_conference_participant",
            "{'conference': 'standup', 'to': 'sip:carl@example.com', 'label': 'carl', 'timeout':"
                + " 20, 'muted': true}");

    assertThat(added.get("status").asString()).isEqualTo("queued");
    assertThat(added.get("label").asString()).isEqualTo("carl");
    assertThat(added.get("muted").asBoolean()).isTrue();
    assertThat(added.get("to").asString()).isEqualTo("sip:carl@example.com");
    assertThat(labels("{'conference': 'standup'}")).containsExactly("carl", "second", "first");
    assertThat(
            world.refused(
                anna, "add_conference_participant", "{'conference': 'standup', 'to': 'next door'}"))
        .contains("SIP address");
  }

  @Test
  void somebodyIsCalledOnceUnderOneKey() {
    String arguments = "{'conference': 'standup', 'to': 'rollcall:tone', 'idempotency_key': 'k'}";
    JsonNode first = world.call(anna, "add_conference_participant", arguments);

    assertThat(world.call(anna, "add_conference_participant", arguments).get("call_sid"))
        .isEqualTo(first.get("call_sid"));
    assertThat(
            world.refused(
                anna,
                "add_conference_participant",
                "{'conference': 'standup', 'to': 'rollcall:echo', 'idempotency_key': 'k'}"))
        .contains("idempotency key");
    assertThat(
            world
                .call(world.person("other"), "add_conference_participant", arguments)
                .get("call_sid"))
        .isNotEqualTo(first.get("call_sid"));
  }

  @Test
  void aCallerIsNamedAsTheRestApiTakesIt() {
    assertThat(
            world.refused(
                anna,
                "add_conference_participant",
                "{'conference': 'standup', 'to': 'rollcall:tone', 'from': 'Anna <script>'}"))
        .contains("'from'", "SIP address");
  }

  @Test
  void soundIsPlayedToAllOrToOneAlone() {
    world.call(
        anna,
        "announce_to_conference",
        "{'conference': 'standup', 'announce_url': 'http://app.example/all.wav'}");
    world.call(
        anna,
        "announce_to_conference",
        "{'conference': 'standup', 'announce_url': 'http://app.example/one.wav', 'participant':"
            + " 'first'}");

    Await.until(
        () ->
            world.phones().announcements().size() == 2
                ? Optional.empty()
                : Optional.of("announced: " + world.phones().announcements()));
    assertThat(
            world.refused(
                anna,
                "announce_to_conference",
                "{'conference': 'standup', 'announce_url': 'file:///etc/passwd'}"))
        .contains("http or https");
    assertThat(
            world.refused(
                anna,
                "announce_to_conference",
                "{'conference': 'standup', 'announce_url': 'http://a.example/a.wav', 'participant':"
                    + " 'nobody'}"))
        .contains("list_conference_participants");
  }

  @Test
  void pagesGoThereAndBackAndKeepToTheirFilters() {
    for (int i = 0; i < 7; i++) {
      world.phones().join("standup", "more" + i);
    }
    List<String> walked = new ArrayList<>();
    JsonNode page =
        world.call(anna, "list_conference_participants", "{'conference': 'standup', 'limit': 2}");
    JsonNode first = page;
    List<JsonNode> pages = new ArrayList<>();
    while (true) {
      pages.add(page);
      page.get("data").forEach(each -> walked.add(each.get("label").asString()));
      if (page.at("/page_info/next").isNull()) {
        break;
      }
      world.phones().join("standup", "late" + pages.size());
      page = page(page.at("/page_info/next").asString());
    }
    assertThat(walked)
        .containsExactly(
            "more6", "more5", "more4", "more3", "more2", "more1", "more0", "second", "first");
    JsonNode back = page(pages.get(1).at("/page_info/prev").asString());
    assertThat(back.get("data")).isEqualTo(first.get("data"));
    assertThat(back.at("/page_info/prev").isNull()).as("newer ones came").isFalse();
    assertThat(
            world.refused(
                anna,
                "list_conference_participants",
                "{'conference': 'standup', 'muted': true, 'cursor': '%s'}",
                first.at("/page_info/next").asString()))
        .isEqualTo("The cursor is not valid for this list; call again without cursor.");
  }

  @Test
  void conferencesAreListedNewestFirstLiveAndOver() {
    world.phones().join("retro", "third");
    assertThat(names("{}")).containsExactly("retro", "standup");
    JsonNode ended =
        world.call(anna, "end_conference", "{'conference': 'standup', 'confirm': true}");
    assertThat(ended.get("status").asString()).isEqualTo("completed");
    assertThat(ended.get("reason_conference_ended").asString())
        .isEqualTo("conference-ended-via-api");
    assertThat(names("{'status': 'in-progress'}")).containsExactly("retro");
    assertThat(names("{'status': 'completed'}")).containsExactly("standup");
    assertThat(names("{'friendly_name': 'retro'}")).containsExactly("retro");
    assertThat(world.phones().hangUps()).hasSize(2);
    JsonNode page = world.call(anna, "list_conferences", "{'limit': 1}");
    JsonNode next =
        world.call(
            anna, "list_conferences", "{'cursor': '%s'}", page.at("/page_info/next").asString());
    assertThat(next.at("/data/0/friendly_name").asString()).isEqualTo("standup");
    assertThat(next.at("/page_info/next").isNull()).isTrue();
    assertThat(
            world.refused(
                anna,
                "update_conference_participant",
                "{'conference': '%s', 'participant': 'first', 'muted': true}",
                ended.get("sid").asString()))
        .contains("is over");
  }

  @Test
  void aConferenceIsNamedBySidOrRoom() {
    JsonNode byRoom = world.call(anna, "get_conference", "{'conference': 'standup'}");
    assertThat(
            world.call(
                anna, "get_conference", "{'conference': '%s'}", byRoom.get("sid").asString()))
        .isEqualTo(byRoom);
    assertThat(world.refused(anna, "get_conference", "{'conference': 'nowhere'}"))
        .contains("Call list_conferences to find one.");
    assertThat(
            world.refused(
                anna,
                "update_conference_participant",
                "{'conference': 'standup', 'participant': 'nobody', 'hold': true}"))
        .contains("Call list_conference_participants");
  }

  @Test
  void coachingNeedsACallToCoach() {
    Participant coached =
        world
            .phones()
            .roster()
            .participant(
                TestRoster.ACCOUNT,
                ConferenceReference.of("standup"),
                ParticipantReference.of("first"));
    JsonNode coach =
        world.call(
            anna,
            "update_conference_participant",
            "{'conference': 'standup', 'participant': 'second', 'call_sid_to_coach': '%s'}",
            coached.call().text());
    assertThat(coach.get("coaching").asBoolean()).isTrue();
    assertThat(coach.get("call_sid_to_coach").asString()).isEqualTo(coached.call().text());
    assertThat(
            world.refused(
                anna,
                "update_conference_participant",
                "{'conference': 'standup', 'participant': 'first', 'coaching': true}"))
        .contains("Give call_sid_to_coach.");
    assertThat(
            world.refused(
                anna,
                "update_conference_participant",
                "{'conference': 'standup', 'participant': 'first', 'call_sid_to_coach': 'x'}"))
        .startsWith("call_sid_to_coach must be a call sid");
    assertThat(
            world.refused(
                anna,
                "update_conference_participant",
                "{'conference': 'standup', 'participant': 'first'}"))
        .startsWith("Nothing to change");
  }

  @Test
  void anotherAccountSeesNothingOfIt() {
    Visitor foreign =
        world.visitor(TestRoster.OTHER_ACCOUNT, "anna", ActorType.USER, Tokens.USUAL_SCOPES);
    String sid =
        world.call(anna, "get_conference", "{'conference': 'standup'}").get("sid").asString();
    String ofNothing =
        world.refused(
            foreign, "get_conference", "{'conference': 'CF00000000000000000000000000000000'}");
    assertThat(world.refused(foreign, "get_conference", "{'conference': '%s'}", sid))
        .isEqualTo(ofNothing);
    assertThat(
            world.refused(foreign, "end_conference", "{'conference': '%s', 'confirm': true}", sid))
        .isEqualTo(ofNothing);
    assertThat(world.phones().hangUps()).isEmpty();
  }

  @Test
  void aTokenForReadingChangesNothingEvenIfAToolIsCalledAllTheSame() {
    Visitor reader = World.byOAuth(world.person("rita", Scope.CONFERENCES_READ));
    assertThat(
            world.refused(
                reader,
                "remove_conference_participant",
                "{'conference': 'standup', 'participant': 'first', 'confirm': true}"))
        .contains("conferences:write");
    assertThat(world.phones().hangUps()).isEmpty();
  }

  @Test
  void aHuddleShowsItsCallersWithTheirUsers() {
    Visitor ben = world.person("ben");
    String conversation = world.conversation(anna);
    world.add(anna, conversation, ben, "member");
    String call = "{'conversation_id': '%s'}";
    assertThat(world.call(ben, "get_huddle", call, conversation).get("huddle").isNull()).isTrue();
    JsonNode started = world.call(ben, "start_huddle", call, conversation);
    String room = started.at("/huddle/room").asString();
    assertThat(started.get("callers")).isEmpty();
    assertThat(world.call(anna, "start_huddle", call, conversation).at("/huddle/id"))
        .isEqualTo(started.at("/huddle/id"));
    world.phones().join(room, "anna");
    world.phones().join(room, "stranger");
    JsonNode view = world.call(ben, "get_huddle", call, conversation);
    assertThat(view.get("callers")).hasSize(2);
    assertThat(view.at("/callers/0/user_id").asString())
        .isEqualTo(anna.principal().user().id().text());
    assertThat(view.at("/callers/0/user_name").asString()).isEqualTo("anna");
    assertThat(view.at("/callers/0/display_name").asString()).isEqualTo("ANNA");
    assertThat(view.at("/callers/1/user_id").isNull()).isTrue();
    assertThat(view.at("/callers/1/display_name").asString()).isEqualTo("stranger");
    assertThat(world.refused(world.person("olga"), "get_huddle", call, conversation))
        .contains("is visible to you");
  }

  @Test
  void aPhoneThatLeavesIsInTheListNoMore() {
    Participant third = world.phones().join("standup", "third");
    world.phones().roster().leave(third.call(), LeaveReason.HUNG_UP);
    assertThat(labels("{'conference': 'standup'}")).containsExactly("second", "first");
  }

  private JsonNode page(String cursor) {
    return world.call(
        anna, "list_conference_participants", "{'conference': 'standup', 'cursor': '%s'}", cursor);
  }

  private List<String> labels(String arguments) {
    return all("list_conference_participants", arguments, "label");
  }

  private List<String> names(String arguments) {
    return all("list_conferences", arguments, "friendly_name");
  }

  private List<String> all(String tool, String arguments, String field) {
    List<String> all = new ArrayList<>();
    world
        .call(anna, tool, arguments)
        .get("data")
        .forEach(each -> all.add(each.get(field).asString()));
    return all;
  }
}
