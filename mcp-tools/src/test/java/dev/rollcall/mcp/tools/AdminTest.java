package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.access.Scope;
import dev.rollcall.core.testing.TestRoster;
import dev.rollcall.core.user.ActorType;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the admin scope opens, and what it does not. */
class AdminTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final Visitor admin = world.person("root", Scope.CONVERSATIONS_ADMIN);
  private final String conversation = world.conversation(anna);
  private final String named = "{'conversation_id': '" + conversation + "'";

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void seesEveryConversationOfItsAccount() {
    world.post(anna, conversation, "hello");
    assertThat(world.call(admin, "list_conversations", "{}").at("/data/0/id").asString())
        .isEqualTo(conversation);
    assertThat(
            world
                .call(admin, "list_conversation_messages", named + "}")
                .at("/data/0/parts/0/text")
                .asString())
        .isEqualTo("hello");
    assertThat(world.call(admin, "list_conversation_participants", named + "}").get("data"))
        .as("without being in it")
        .hasSize(1);
  }

  @Test
  void changesItAsAnOwnerCould() {
    world.add(admin, conversation, world.person("ben"), "member");
    world.call(
        admin,
        "update_conversation_participant",
        named + ", 'participant': 'ben', 'role': 'owner'}");
    world.call(
        admin,
        "delete_conversation_participant",
        named + ", 'participant': 'anna', 'confirm': true}");
    assertThat(world.refused(anna, "get_conversation", named + "}")).contains("visible to you");
    assertThat(
            world.refused(
                admin,
                "delete_conversation_participant",
                named + ", 'participant': 'ben', 'confirm': true}"))
        .contains("owner");
    world.call(admin, "delete_conversation", named + ", 'confirm': true}");
  }

  @Test
  void hasNoMarkerWhereItIsNoParticipantAndSetsNobodyElses() {
    assertThat(world.refused(admin, "get_conversation_read_state", named + "}"))
        .contains("not a participant");
    assertThat(
            world.refused(
                admin,
                "update_conversation_participant",
                named + ", 'participant': 'anna', 'notification_preference': 'none'}"))
        .contains("someone else");
  }

  @Test
  void opensNothingOfAnotherAccountAndNoConferences() {
    Visitor foreign =
        world.visitor(
            TestRoster.OTHER_ACCOUNT, "root", ActorType.USER, Set.of(Scope.CONVERSATIONS_ADMIN));
    assertThat(world.refused(foreign, "get_conversation", named + "}")).contains("visible to you");
    assertThat(world.call(foreign, "list_conversations", "{}").get("data")).isEmpty();
    assertThat(world.application().catalogue(admin).tools())
        .extracting(tool -> tool.definition().name())
        .contains("list_conversations")
        .doesNotContain("list_conferences", "end_conference");
  }
}
