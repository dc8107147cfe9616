package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BranchToolsTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final String conversation = world.conversation(anna);
  private final String root = world.post(anna, conversation, "root");
  private final String left = world.post(anna, conversation, "left");
  private final String right = answer(root, "right");

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theTreeShowsWhatAnswersWhatAlsoWhereAMessageIsGone() {
    world.call(
        anna,
        "delete_conversation_message",
        "{'conversation_id': '%s', 'message_id': '%s', 'confirm': true}",
        conversation,
        left);
    JsonNode tree =
        world.call(anna, "get_conversation_tree", "{'conversation_id': '%s'}", conversation);
    assertThat(tree.get("truncated").asBoolean()).isFalse();
    JsonNode items = tree.get("items");
    assertThat(items).hasSize(3);
    assertThat(items.get(0).get("id").asString()).isEqualTo(root);
    assertThat(items.get(0).get("preview").asString()).isEqualTo("root");
    assertThat(items.get(1).get("deleted").asBoolean()).isTrue();
    assertThat(items.get(1).has("preview")).isFalse();
    assertThat(items.get(2).get("parent_id").asString()).isEqualTo(root);
    assertThat(
            world
                .call(
                    anna,
                    "get_conversation_tree",
                    "{'conversation_id': '%s', 'limit': 2}",
                    conversation)
                .get("truncated")
                .asBoolean())
        .isTrue();
  }

  @Test
  void branchesAreTheSiblingsOldestFirst() {
    JsonNode branches =
        world.call(
            anna,
            "list_conversation_message_branches",
            "{'conversation_id': '%s', 'message_id': '%s', 'limit': 1}",
            conversation,
            right);
    assertThat(branches.at("/data/0/id").asString()).isEqualTo(left);
    JsonNode next =
        world.call(
            anna,
            "list_conversation_message_branches",
            "{'conversation_id': '%s', 'message_id': '%s', 'cursor': '%s'}",
            conversation,
            right,
            branches.at("/page_info/next").asString());
    assertThat(next.at("/data/0/id").asString()).isEqualTo(right);
  }

  @Test
  void theSelectedMessageIsWhatTheNextOneAnswers() {
    assertThat(selection().get("current_node").asString()).isEqualTo(right);
    JsonNode selected =
        world.call(
            anna,
            "update_conversation_branch_selection",
            "{'conversation_id': '%s', 'message_id': '%s'}",
            conversation,
            left);
    assertThat(selected).isEqualTo(selection());
    assertThat(selected.get("current_node").asString()).isEqualTo(left);
    String next = world.post(anna, conversation, "next");
    assertThat(
            world
                .call(
                    anna,
                    "get_conversation_message",
                    "{'conversation_id': '%s', 'message_id': '%s'}",
                    conversation,
                    next)
                .get("parent_id")
                .asString())
        .isEqualTo(left);
  }

  @Test
  void aForkIsAConversationOfOnesOwnWithTheMessagesOnTheWay() {
    JsonNode fork =
        world.call(
            anna,
            "fork_conversation",
            "{'conversation_id': '%s', 'message_id': '%s', 'title': 'Aside'}",
            conversation,
            right);
    assertThat(fork.get("title").asString()).isEqualTo("Aside");
    assertThat(fork.get("message_count").asInt()).isEqualTo(2);
    JsonNode messages =
        world.call(
            anna,
            "list_conversation_messages",
            "{'conversation_id': '%s'}",
            fork.get("id").asString());
    assertThat(messages.at("/data/0/parts/0/text").asString()).isEqualTo("right");
    assertThat(messages.at("/data/1/parts/0/text").asString()).isEqualTo("root");
  }

  private JsonNode selection() {
    return world.call(
        anna, "get_conversation_branch_selection", "{'conversation_id': '%s'}", conversation);
  }

  private String answer(String parent, String text) {
    return world
        .call(
            anna,
            "create_conversation_message",
            "{'conversation_id': '%s', 'parent_id': '%s', 'text': '%s'}",
            conversation,
            parent,
            text)
        .get("id")
        .asString();
  }
}
