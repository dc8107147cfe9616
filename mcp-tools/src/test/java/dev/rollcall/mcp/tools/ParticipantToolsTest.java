package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Scope;
import dev.rollcall.mcp.schema.ArgumentCheck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ParticipantToolsTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final Visitor ben = world.person("ben");
  private final Visitor outsider = world.person("olga");
  private final String conversation = world.conversation(anna);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aCallWithTheConversationAloneAnswersAsPublished() {
    world.add(anna, conversation, ben, "viewer");
    JsonNode answer = list("{'conversation_id': '%s'}", conversation);
    assertThat(ArgumentCheck.of(DefinitionsTest.contract("output")).problem((ObjectNode) answer))
        .isEmpty();
    JsonNode first = answer.at("/data/0");
    assertThat(first.propertyNames())
        .containsExactly(
            "id",
            "conversation_id",
            "user_id",
            "role",
            "last_read_message_id",
            "notification_preference",
            "joined_at");
    assertThat(first.get("user_id").asString()).isEqualTo(anna.principal().user().id().text());
    assertThat(first.get("role").asString()).isEqualTo("owner");
    assertThat(first.get("last_read_message_id").isNull()).isTrue();
    assertThat(first.get("notification_preference").asString()).isEqualTo("all");
    assertThat(first.get("joined_at").asString()).isEqualTo("2026-11-21T08:00:00.000Z");
    assertThat(answer.at("/data/1/role").asString()).isEqualTo("viewer");
    assertThat(answer.get("page_info").toString())
        .isEqualTo("{\"self\":null,\"first\":null,\"next\":null,\"prev\":null}");
  }

  @Test
  void whoIsNoUserHasNoUserId() {
    world.add(anna, conversation, world.agent("helper"), "member");
    world.call(
        anna,
        "create_conversation_participant",
        "{'conversation_id': '%s', 'participant': '+15550100'}",
        conversation);
    JsonNode data = list("{'conversation_id': '%s'}", conversation).get("data");
    assertThat(data).hasSize(3);
    for (int i : new int[] {1, 2}) {
      assertThat(data.get(i).get("user_id").isNull()).isTrue();
      assertThat(data.get(i).get("notification_preference").asString()).isEqualTo("none");
    }
  }

  @Test
  void whoMayNotSeeItAndWhatIsNotThereAreToldApartByNothing() {
    String unknown = "00000000-0000-7000-8000-000000000000";
    String toOutsider =
        world.refused(
            outsider, "list_conversation_participants", "{'conversation_id': '%s'}", conversation);
    assertThat(toOutsider)
        .isEqualTo(
            "No conversation %s is visible to you. Call list_conversations to find ids you can use."
                .formatted(conversation));
    String ofNothing =
        world.refused(
            outsider, "list_conversation_participants", "{'conversation_id': '%s'}", unknown);
    assertThat(ofNothing).isEqualTo(toOutsider.replace(conversation, unknown));
    world.call(
        anna, "delete_conversation", "{'conversation_id': '%s', 'confirm': true}", conversation);
    assertThat(
            world.refused(
                anna, "list_conversation_participants", "{'conversation_id': '%s'}", conversation))
        .isEqualTo(toOutsider);
  }

  @Test
  void aChangeShowsInTheVeryNextPage() {
    for (int i = 0; i < 30; i++) {
      Visitor member = join("member" + i);
      assertThat(list("{'conversation_id': '%s'}", conversation).get("data")).hasSize(i + 2);
      String post = world.post(anna, conversation, "hello");
      world.call(
          member,
          "update_conversation_read_state",
          "{'conversation_id': '%s', 'message_id': '%s'}",
          conversation,
          post);
      assertThat(
              list("{'conversation_id': '%s'}", conversation)
                  .get("data")
                  .get(i + 1)
                  .get("last_read_message_id")
                  .asString())
          .isEqualTo(post);
    }
  }

  @Test
  void anUnchangedPageIsWrittenOnce() {
    String call = "{'conversation_id': '%s'}";
    var once = world.result(anna, "list_conversation_participants", call, conversation);
    assertThat(world.result(anna, "list_conversation_participants", call, conversation))
        .isSameAs(once);
    world.add(anna, conversation, ben, "member");
    assertThat(world.result(ben, "list_conversation_participants", call, conversation))
        .isNotSameAs(once);
  }

  @Test
  void aPrivateMarkerIsShownToItsOwnerOnly() {
    world.add(anna, conversation, ben, "member");
    String post = world.post(anna, conversation, "hello");
    world.call(
        ben,
        "update_conversation_read_state",
        "{'conversation_id': '%s', 'message_id': '%s'}",
        conversation,
        post);
    world.call(
        ben,
        "update_conversation_participant",
        "{'conversation_id': '%s', 'participant': 'me', 'read_marker_private': true}",
        conversation);
    for (int i = 0; i < 3; i++) {
      assertThat(marker(anna).isNull()).isTrue();
      assertThat(marker(ben).asString()).isEqualTo(post);
    }
  }

  @Test
  void aParticipantIsFoundByEveryNameItHas() {
    world.add(anna, conversation, ben, "member");
    String id = list("{'conversation_id': '%s'}", conversation).at("/data/1/id").asString();
    for (String name :
        List.of(id, ben.principal().user().id().text(), "ben", "sip:ben@127.0.0.1")) {
      JsonNode found =
          world.call(
              anna,
              "get_conversation_participant",
              "{'conversation_id': '%s', 'participant': '%s'}",
              conversation,
              name);
      assertThat(found.get("id").asString()).as(name).isEqualTo(id);
      assertThat(found.get("display_name").asString()).isEqualTo("BEN");
      assertThat(found.get("actor_type").asString()).isEqualTo("user");
      assertThat(found.get("membership_state").asString()).isEqualTo("joined");
      assertThat(found.get("added_by").asString()).isEqualTo(anna.principal().user().id().text());
    }
    assertThat(
            world
                .call(
                    ben,
                    "get_conversation_participant",
                    "{'conversation_id': '%s', 'participant': 'me'}",
                    conversation)
                .get("id")
                .asString())
        .isEqualTo(id);
    assertThat(
            world.refused(
                anna,
                "get_conversation_participant",
                "{'conversation_id': '%s', 'participant': 'nobody'}",
                conversation))
        .contains("Call list_conversation_participants");
  }

  @Test
  void rolesAreChangedByOwnersAndSettingsByOneself() {
    world.add(anna, conversation, ben, "viewer");
    JsonNode raised =
        world.call(
            anna,
            "update_conversation_participant",
            "{'conversation_id': '%s', 'participant': 'ben', 'role': 'member'}",
            conversation);
    assertThat(raised.get("role").asString()).isEqualTo("member");
    String settings =
        "{'conversation_id': '%s', 'participant': '%s', 'notification_preference': 'mentions'}";
    assertThat(
            world
                .call(ben, "update_conversation_participant", settings, conversation, "me")
                .get("notification_preference")
                .asString())
        .isEqualTo("mentions");
    assertThat(
            world.refused(anna, "update_conversation_participant", settings, conversation, "ben"))
        .contains("Only the participant itself");
    assertThat(
            world.refused(
                anna,
                "update_conversation_participant",
                "{'conversation_id': '%s', 'participant': 'ben'}",
                conversation))
        .startsWith("Nothing to change");
    assertThat(
            world.refused(
                anna,
                "update_conversation_participant",
                "{'conversation_id': '%s', 'participant': 'me', 'role': 'viewer'}",
                conversation))
        .contains("last owner")
        .contains("update_conversation_participant with role 'owner'");
  }

  @Test
  void addingAgainInTheSameRoleChangesNothingAndInAnotherIsRefused() {
    String call = "{'conversation_id': '%s', 'participant': 'ben', 'role': '%s'}";
    JsonNode added =
        world.call(anna, "create_conversation_participant", call, conversation, "member");
    assertThat(world.call(anna, "create_conversation_participant", call, conversation, "member"))
        .isEqualTo(added);
    assertThat(world.refused(anna, "create_conversation_participant", call, conversation, "viewer"))
        .contains("update_conversation_participant");
    assertThat(world.refused(anna, "create_conversation_participant", call, conversation, "owner"))
        .contains("role");
  }

  @Test
  void whoIsRemovedLosesAccessAtOnce() {
    world.add(anna, conversation, ben, "member");
    list(ben, "{'conversation_id': '%s'}", conversation);
    JsonNode removed =
        world.call(
            anna,
            "delete_conversation_participant",
            "{'conversation_id': '%s', 'participant': 'ben', 'confirm': true}",
            conversation);
    assertThat(removed.get("membership_state").asString()).isEqualTo("removed");
    assertThat(removed.get("left_at").isNull()).isFalse();
    assertThat(
            world.refused(
                ben, "list_conversation_participants", "{'conversation_id': '%s'}", conversation))
        .contains("is visible to you");
  }

  @Test
  void aTokenForReadMarkersOpensOnesOwnSettingsButNoRoles() {
    world.add(anna, conversation, ben, "member");
    Visitor narrow = world.person("ben", Scope.READ_STATE_WRITE);
    world.call(
        narrow,
        "update_conversation_participant",
        "{'conversation_id': '%s', 'participant': 'me', 'notification_preference': 'none'}",
        conversation);
    assertThat(
            world.refused(
                world.person("anna", Scope.READ_STATE_WRITE),
                "update_conversation_participant",
                "{'conversation_id': '%s', 'participant': 'ben', 'role': 'viewer'}",
                conversation))
        .contains("participants:write");
  }

  private JsonNode marker(Visitor seer) {
    return list(seer, "{'conversation_id': '%s'}", conversation).at("/data/1/last_read_message_id");
  }

  private Visitor join(String name) {
    world.phones().clock().advance(Duration.ofMillis(3));
    Visitor newcomer = world.person(name);
    world.add(anna, conversation, newcomer, "member");
    return newcomer;
  }

  private JsonNode list(String arguments, Object... values) {
    return list(anna, arguments, values);
  }

  private JsonNode list(Visitor caller, String arguments, Object... values) {
    return world.call(caller, "list_conversation_participants", arguments, values);
  }
}
