package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConversationToolsTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final Visitor ben = world.person("ben");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whoMakesAConversationOwnsItAndGetsItWhole() {
    JsonNode made =
        world.call(anna, "create_conversation", "{'title': 'Plan', 'summary': 'All of it'}");
    assertThat(made.get("title").asString()).isEqualTo("Plan");
    assertThat(made.get("summary").asString()).isEqualTo("All of it");
    assertThat(made.get("status").asString()).isEqualTo("active");
    assertThat(made.get("message_count").asInt()).isZero();
    assertThat(made.get("created_by").asString()).isEqualTo(anna.principal().user().id().text());
    assertThat(made.get("created_at").asString()).isEqualTo("2026-11-21T08:00:00.000Z");
    String id = made.get("id").asString();
    assertThat(world.call(anna, "get_conversation", "{'conversation_id': '%s'}", id))
        .isEqualTo(made);
    assertThat(
            world
                .call(
                    anna,
                    "get_conversation_participant",
                    "{'conversation_id': '%s', 'participant': 'me'}",
                    id)
                .get("role")
                .asString())
        .isEqualTo("owner");
  }

  @Test
  void theListIsTheCallersOwnNewestFirstAndByStatus() {
    String first = world.conversation(anna);
    String second = world.conversation(anna);
    world.conversation(ben);
    assertThat(ids(world.call(anna, "list_conversations", "{}"))).containsExactly(second, first);
    JsonNode archived =
        world.call(
            anna, "update_conversation", "{'conversation_id': '%s', 'status': 'archived'}", first);
    assertThat(archived.get("archived_at").isNull()).isFalse();
    assertThat(ids(world.call(anna, "list_conversations", "{}"))).containsExactly(second);
    assertThat(ids(world.call(anna, "list_conversations", "{'status': 'archived'}")))
        .containsExactly(first);
  }

  @Test
  void aCursorBelongsToItsStatus() {
    world.conversation(anna);
    world.conversation(anna);
    JsonNode page = world.call(anna, "list_conversations", "{'limit': 1}");
    String next = page.at("/page_info/next").asString();
    assertThat(world.call(anna, "list_conversations", "{'cursor': '%s'}", next).get("data"))
        .hasSize(1);
    assertThat(
            world.refused(
                anna, "list_conversations", "{'cursor': '%s', 'status': 'archived'}", next))
        .isEqualTo("The cursor is not valid for this list; call again without cursor.");
  }

  @Test
  void aLongSummaryIsCutInListsAndSaysSo() {
    String summary = "0123456789".repeat(100);
    world.call(anna, "create_conversation", "{'summary': '%s'}", summary);
    JsonNode listed = world.call(anna, "list_conversations", "{}").at("/data/0");
    assertThat(listed.get("truncated").asBoolean()).isTrue();
    assertThat(summary).startsWith(listed.get("summary").asString());
    JsonNode whole =
        world.call(
            anna, "get_conversation", "{'conversation_id': '%s'}", listed.get("id").asString());
    assertThat(whole.get("summary").asString()).isEqualTo(summary);
    assertThat(whole.has("truncated")).isFalse();
  }

  @Test
  void anUpdateNeedsSomethingToChange() {
    String id = world.conversation(anna);
    assertThat(world.refused(anna, "update_conversation", "{'conversation_id': '%s'}", id))
        .isEqualTo("Nothing to change: give title, summary or status.");
    assertThat(
            world
                .call(anna, "update_conversation", "{'conversation_id': '%s', 'title': ''}", id)
                .get("title")
                .isNull())
        .isTrue();
  }

  @Test
  void archivingNeedsAnOwner() {
    String id = world.conversation(anna);
    world.add(anna, id, ben, "member");
    assertThat(
            world.refused(
                ben, "update_conversation", "{'conversation_id': '%s', 'status': 'archived'}", id))
        .contains("owner")
        .contains("update_conversation_participant");
  }

  @Test
  void eventsTellWhatHappenedNewestFirst() {
    String id = world.conversation(anna);
    world.add(anna, id, ben, "member");
    JsonNode page =
        world.call(anna, "list_conversation_events", "{'conversation_id': '%s', 'limit': 1}", id);
    JsonNode newest = page.at("/data/0");
    assertThat(newest.get("kind").asString()).isEqualTo("participant_added");
    assertThat(newest.at("/by/reference").asString())
        .isEqualTo(anna.principal().user().id().text());
    assertThat(newest.at("/subject/type").asString()).isEqualTo("user");
    assertThat(newest.get("subject_name").asString()).isEqualTo("BEN");
    JsonNode older =
        world.call(
            anna,
            "list_conversation_events",
            "{'conversation_id': '%s', 'cursor': '%s'}",
            id,
            page.at("/page_info/next").asString());
    assertThat(older.at("/data/0/kind").asString()).isEqualTo("created");
    assertThat(older.at("/page_info/next").isNull()).isTrue();
  }

  @Test
  void aDeletedConversationIsGone() {
    String id = world.conversation(anna);
    JsonNode deleted =
        world.call(anna, "delete_conversation", "{'conversation_id': '%s', 'confirm': true}", id);
    assertThat(deleted.get("status").asString()).isEqualTo("deleted");
    assertThat(world.refused(anna, "get_conversation", "{'conversation_id': '%s'}", id))
        .contains("Call list_conversations");
  }

  @Test
  void whenNothingCanBeStoredNothingIsClaimed() {
    String id = world.conversation(anna);
    world.memory().failing(true);
    assertThat(
            world.refused(
                anna, "update_conversation", "{'conversation_id': '%s', 'title': 'New'}", id))
        .contains("try again");
    world.memory().failing(false);
    assertThat(
            world
                .call(anna, "get_conversation", "{'conversation_id': '%s'}", id)
                .get("title")
                .asString())
        .isEqualTo("Planning");
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("data").forEach(each -> ids.add(each.get("id").asString()));
    return ids;
  }
}
