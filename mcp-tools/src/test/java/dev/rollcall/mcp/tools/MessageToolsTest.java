package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.ToolResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MessageToolsTest {
  private final World world = new World();
  private final Visitor anna = world.person("anna");
  private final Visitor ben = world.person("ben");
  private final String conversation = world.conversation(anna);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMessageIsAnsweredWholeAndFoundAgain() {
    JsonNode posted =
        world.call(
            anna,
            "create_conversation_message",
            "{'conversation_id': '%s', 'text': 'Hello'}",
            conversation);
    assertThat(posted.get("seq").asInt()).isEqualTo(1);
    assertThat(posted.get("role").asString()).isEqualTo("user");
    assertThat(posted.get("sender_type").asString()).isEqualTo("user");
    assertThat(posted.get("sender_display_name").asString()).isEqualTo("ANNA");
    assertThat(posted.get("parent_id").isNull()).isTrue();
    assertThat(posted.get("parts").toString())
        .isEqualTo("[{\"type\":\"text\",\"text\":\"Hello\"}]");
    assertThat(
            world.call(
                anna,
                "get_conversation_message",
                "{'conversation_id': '%s', 'message_id': '%s'}",
                conversation,
                posted.get("id").asString()))
        .isEqualTo(posted);
  }

  @Test
  void anAgentWritesAsAssistantUnlessItSaysOtherwise() {
    Visitor agent = world.agent("helper");
    world.add(anna, conversation, agent, "member");
    JsonNode posted =
        world.call(
            agent,
            "create_conversation_message",
            "{'conversation_id': '%s', 'text': 'Hello'}",
            conversation);
    assertThat(posted.get("role").asString()).isEqualTo("assistant");
    assertThat(
            world.refused(
                agent,
                "create_conversation_message",
                "{'conversation_id': '%s', 'text': 'Hello', 'role': 'user'}",
                conversation))
        .contains("not yours");
  }

  @Test
  void everyKindOfPartComesBackAsItWas() {
    Visitor agent = world.agent("helper");
    world.add(anna, conversation, agent, "member");
    String parts =
        """
        [{"type":"text","text":"a"},
         {"type":"image","url":"https://example.org/a.png","media_type":"image/png"},
         {"type":"file","url":"https://example.org/a.pdf","media_type":"application/pdf",
          "filename":"a.pdf"},
         {"type":"tool_call","id":"1","name":"add","input":{"x":[1,2.5,null]}},
         {"type":"tool_result","tool_call_id":"1","output":null,"is_error":false}]
        """;
    JsonNode posted =
        world.call(
            agent,
            "create_conversation_message",
            "{'conversation_id': '%s', 'parts': " + parts + "}",
            conversation);
    assertThat(posted.get("parts")).isEqualTo(World.MAPPER.readTree(parts));
  }

  @Test
  void whatAMessageSaysHasToBeGivenOnceAndWhole() {
    String start = "{'conversation_id': '%s'";
    assertThat(world.refused(anna, "create_conversation_message", start + "}", conversation))
        .isEqualTo("Give either text or parts, and only one of them.");
    assertThat(
            world.refused(
                anna,
                "create_conversation_message",
                start + ", 'text': 'a', 'parts': [{'type': 'text', 'text': 'a'}]}",
                conversation))
        .isEqualTo("Give either text or parts, and only one of them.");
    assertThat(
            world.refused(
                anna,
                "create_conversation_message",
                start + ", 'parts': [{'type': 'text', 'text': 'a'}, {'type': 'image'}]}",
                conversation))
        .isEqualTo("parts[1] is a image and needs url.");
    assertThat(
            world.refused(
                anna,
                "create_conversation_message",
                start + ", 'parts': [{'type': 'image', 'url': 'ftp://x', 'media_type': 'a/b'}]}",
                conversation))
        .contains("http");
  }

  @Test
  void theSameKeyPostsOnce() {
    String call = "{'conversation_id': '%s', 'text': '%s', 'idempotency_key': 'k'}";
    JsonNode first = world.call(anna, "create_conversation_message", call, conversation, "Hello");
    assertThat(world.call(anna, "create_conversation_message", call, conversation, "Hello"))
        .isEqualTo(first);
    assertThat(world.refused(anna, "create_conversation_message", call, conversation, "Other"))
        .contains("Use a new idempotency_key");
  }

  @Test
  void theListIsNewestFirstAndLeavesDeletedOnesOut() {
    String first = world.post(anna, conversation, "one");
    String second = world.post(anna, conversation, "two");
    String third = world.post(anna, conversation, "three");
    JsonNode deleted =
        world.call(
            anna,
            "delete_conversation_message",
            "{'conversation_id': '%s', 'message_id': '%s', 'confirm': true}",
            conversation,
            second);
    assertThat(deleted.get("parts")).isEmpty();
    assertThat(deleted.get("deleted_at").isNull()).isFalse();
    JsonNode page =
        world.call(
            anna,
            "list_conversation_messages",
            "{'conversation_id': '%s', 'limit': 1}",
            conversation);
    assertThat(page.at("/data/0/id").asString()).isEqualTo(third);
    JsonNode next =
        world.call(
            anna,
            "list_conversation_messages",
            "{'conversation_id': '%s', 'cursor': '%s'}",
            conversation,
            page.at("/page_info/next").asString());
    assertThat(next.at("/data/0/id").asString()).isEqualTo(first);
    assertThat(next.at("/page_info/next").isNull()).isTrue();
    assertThat(
            world.refused(
                anna,
                "get_conversation_message",
                "{'conversation_id': '%s', 'message_id': '%s'}",
                conversation,
                second))
        .contains("Call list_conversation_messages");
  }

  @Test
  void onlyTheSenderEditsAndTheAnswerShowsIt() {
    world.add(anna, conversation, ben, "member");
    String id = world.post(ben, conversation, "helo");
    String call = "{'conversation_id': '%s', 'message_id': '%s', 'text': 'hello'}";
    JsonNode edited = world.call(ben, "update_conversation_message", call, conversation, id);
    assertThat(edited.at("/parts/0/text").asString()).isEqualTo("hello");
    assertThat(edited.get("edited_at").isNull()).isFalse();
    assertThat(world.refused(anna, "update_conversation_message", call, conversation, id))
        .isNotBlank();
  }

  @Test
  void aLongMessageIsCutInListsAndWholeAlone() {
    String text = "Some words. ".repeat(2_000);
    String id = world.post(anna, conversation, text);
    JsonNode listed =
        world
            .call(anna, "list_conversation_messages", "{'conversation_id': '%s'}", conversation)
            .at("/data/0");
    assertThat(listed.get("truncated").asBoolean()).isTrue();
    String shown = listed.at("/parts/0/text").asString();
    assertThat(text).startsWith(shown);
    assertThat(shown.length()).isBetween(MessageJson.LIST_BYTES - 100, MessageJson.LIST_BYTES);
    JsonNode whole =
        world.call(
            anna,
            "get_conversation_message",
            "{'conversation_id': '%s', 'message_id': '%s'}",
            conversation,
            id);
    assertThat(whole.at("/parts/0/text").asString()).isEqualTo(text);
    assertThat(whole.has("truncated")).isFalse();
  }

  @Test
  void noAnswerIsLargerThanAModelBearsWhateverAMessageHolds() {
    ObjectNode arguments = World.MAPPER.createObjectNode();
    arguments.put("conversation_id", conversation);
    var parts = arguments.putArray("parts");
    for (int i = 0; i < 9; i++) {
      parts.addObject().put("type", "text").put("text", "\u0001".repeat(100_000));
    }
    var outcome =
        world.outcome(TestInvocation.of(anna), "create_conversation_message", arguments.toString());
    JsonNode posted = World.json((ToolResult) outcome);
    assertThat(posted.toString().length()).isLessThan(PageJson.MOST_BYTES);
    assertThat(posted.get("truncated").asBoolean()).isTrue();
  }

  @Test
  void allOfAMessageCanBeReadHoweverLongItIs() {
    ObjectNode arguments = World.MAPPER.createObjectNode();
    arguments.put("conversation_id", conversation);
    var parts = arguments.putArray("parts");
    String smileys = "\uD83D\uDE00 \u0001\"".repeat(20_000);
    parts.addObject().put("type", "text").put("text", smileys);
    String url = "https://example.com/" + "a".repeat(1_500);
    for (int i = 0; i < 80; i++) {
      parts.addObject().put("type", "image").put("url", url + i).put("media_type", "image/png");
    }
    String longest = "z\u00fc".repeat(50_000);
    parts.addObject().put("type", "text").put("text", longest);
    var posted =
        world.outcome(TestInvocation.of(anna), "create_conversation_message", arguments.toString());
    JsonNode answer = World.json((ToolResult) posted);
    String id = answer.get("id").asString();

    StringBuilder read = new StringBuilder();
    List<String> urls = new ArrayList<>();
    int answers = 0;
    while (true) {
      answers++;
      assertThat(answer.toString().getBytes(StandardCharsets.UTF_8).length)
          .isLessThan(PageJson.MOST_BYTES);
      for (JsonNode part : answer.get("parts")) {
        read.append(part.path("text").asString(""));
        part.optional("url").ifPresent(each -> urls.add(each.asString()));
      }
      if (!answer.path("truncated").asBoolean(false)) {
        break;
      }
      answer =
          world.call(
              anna,
              "get_conversation_message",
              "{'conversation_id': '%s', 'message_id': '%s', 'offset': %d}",
              conversation,
              id,
              answer.get("next_offset").asInt());
    }
    assertThat(read.toString()).isEqualTo(smileys + longest);
    assertThat(urls).hasSize(80).doesNotHaveDuplicates();
    assertThat(answers).isBetween(5, 15);
    assertThat(
            world.refused(
                anna,
                "get_conversation_message",
                "{'conversation_id': '%s', 'message_id': '%s', 'offset': 1000000}",
                conversation,
                id))
        .contains("call again without offset");
  }

  @Test
  void theOutputOfAToolThatIsTooLongIsReadInPieces() {
    String words = "word ".repeat(30_000);
    Visitor agent = world.agent("helper");
    world.add(anna, conversation, agent, "member");
    ObjectNode arguments = World.MAPPER.createObjectNode();
    arguments.put("conversation_id", conversation).put("role", "tool");
    arguments
        .putArray("parts")
        .addObject()
        .put("type", "tool_result")
        .put("tool_call_id", "call-1")
        .putObject("output")
        .put("said", words);
    var posted =
        world.outcome(
            TestInvocation.of(agent), "create_conversation_message", arguments.toString());
    JsonNode first = World.json((ToolResult) posted);
    assertThat(first.at("/parts/0").has("continued")).isFalse();
    JsonNode second =
        world.call(
            anna,
            "get_conversation_message",
            "{'conversation_id': '%s', 'message_id': '%s', 'offset': %d}",
            conversation,
            first.get("id").asString(),
            first.get("next_offset").asInt());
    assertThat(second.at("/parts/0/continued").asBoolean()).isTrue();
    assertThat(second.at("/parts/0/tool_call_id").asString()).isEqualTo("call-1");
    assertThat(second.has("next_offset")).isFalse();
    String whole =
        first.at("/parts/0/output_cut").asString() + second.at("/parts/0/output_cut").asString();
    assertThat(World.MAPPER.readTree(whole).get("said").asString()).isEqualTo(words);
  }

  @Test
  void aPageThatIsTooLargeIsCutAtARecordAndGoesOn() {
    String text = "word ".repeat(400);
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      posted.addFirst(world.post(anna, conversation, text));
    }
    List<String> walked = new ArrayList<>();
    JsonNode page =
        world.call(
            anna,
            "list_conversation_messages",
            "{'conversation_id': '%s', 'limit': 100}",
            conversation);
    assertThat(page.get("data").size()).isLessThan(60).isPositive();
    assertThat(page.toString().length()).isLessThanOrEqualTo(PageJson.MOST_BYTES + 1_000);
    String last = "";
    while (true) {
      page.get("data").forEach(each -> walked.add(each.get("id").asString()));
      if (page.at("/page_info/next").isNull()) {
        break;
      }
      page = page(page.at("/page_info/next").asString());
      last = page.at("/page_info/prev").asString();
    }
    assertThat(walked).isEqualTo(posted);
    JsonNode back = page(last);
    assertThat(back.at("/data").get(back.get("data").size() - 1).get("id").asString())
        .isEqualTo(posted.get(posted.size() - page.get("data").size() - 1));
    assertThat(back.at("/page_info/prev").isNull()).isFalse();
  }

  @Test
  void viewersAreToldWhichRoleTheyNeed() {
    world.add(anna, conversation, ben, "viewer");
    assertThat(
            world.refused(
                ben,
                "create_conversation_message",
                "{'conversation_id': '%s', 'text': 'a'}",
                conversation))
        .contains("member")
        .contains("update_conversation_participant");
  }

  @Test
  void readStateMovesForwardAndSaysWhetherItMoved() {
    world.add(anna, conversation, ben, "viewer");
    String first = world.post(anna, conversation, "one");
    String second = world.post(anna, conversation, "two");
    JsonNode before =
        world.call(ben, "get_conversation_read_state", "{'conversation_id': '%s'}", conversation);
    assertThat(before.get("unread_count").asInt()).isEqualTo(2);
    assertThat(before.get("last_read_message_id").isNull()).isTrue();
    JsonNode moved = mark(second);
    assertThat(moved.propertyNames())
        .containsExactly("conversation_id", "last_read_message_id", "unread_count", "updated");
    assertThat(moved.get("updated").asBoolean()).isTrue();
    assertThat(moved.get("unread_count").asInt()).isZero();
    JsonNode stayed = mark(first);
    assertThat(stayed.get("updated").asBoolean()).isFalse();
    assertThat(stayed.get("last_read_message_id").asString()).isEqualTo(second);
  }

  private JsonNode mark(String message) {
    return world.call(
        ben,
        "update_conversation_read_state",
        "{'conversation_id': '%s', 'message_id': '%s'}",
        conversation,
        message);
  }

  private JsonNode page(String cursor) {
    return world.call(
        anna,
        "list_conversation_messages",
        "{'conversation_id': '%s', 'cursor': '%s'}",
        conversation,
        cursor);
  }
}
