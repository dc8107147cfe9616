package dev.rollcall.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.mcp.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Holds every tool, for every kind of caller, to the table in the documentation. */
class WhoMayWhatTest {
  private static final Path PAGE = Path.of("..", "docs", "who-may-what.md");

  /** Cells of the table. */
  private static final String YES = "yes";

  private static final String WITHOUT_IT = "without it";
  private static final String ROLE = "no: role";
  private static final String NOT_YOURS = "no: not yours";
  private static final String LAST_OWNER = "no: last owner";
  private static final String NOT_FOUND = "not found";

  /** Columns of the table, and the users behind them. */
  private static final List<String> CALLERS =
      List.of("owner", "member", "viewer", "agent", "outsider", "removed");

  /** What each row calls, in the words of its first cell. */
  private static final Map<String, String> CALLS = calls();

  @TestFactory
  Stream<DynamicTest> everyCellIsTrue() throws IOException {
    return table().stream()
        .flatMap(
            row ->
                CALLERS.stream()
                    .map(
                        caller ->
                            DynamicTest.dynamicTest(
                                row.label + " by " + caller,
                                () ->
                                    assertThat(outcome(row.label, caller))
                                        .isEqualTo(row.cells.get(CALLERS.indexOf(caller))))));
  }

  @Test
  void everyToolIsInTheTable() throws IOException {
    Set<String> tools = new LinkedHashSet<>();
    table().forEach(row -> tools.add(tool(row.label)));
    assertThat(tools)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Operation.values()).map(Operation::toolName).toList());
    assertThat(table().stream().map(Row::label))
        .containsExactlyInAnyOrderElementsOf(CALLS.keySet());
  }

  private static String outcome(String label, String caller) {
    try (World world = new World()) {
      Scene scene = new Scene(world);
      Visitor visitor = of(scene.callers, caller);
      ToolResult result = world.result(visitor, tool(label), scene.fill(of(CALLS, label), caller));
      String text = World.text(result);
      if (!result.isError()) {
        boolean lacks =
            tool(label).equals("list_conversations") && !text.contains(scene.conversation);
        return lacks ? WITHOUT_IT : YES;
      }
      if (text.startsWith("This needs the role ")) {
        return ROLE;
      }
      if (text.contains("Nobody can do that for someone else")) {
        return NOT_YOURS;
      }
      if (text.startsWith("This is the last owner ")) {
        return LAST_OWNER;
      }
      assertThat(text)
          .isEqualTo(
              ("No conversation %s is visible to you. Call list_conversations to find ids you"
                      + " can use.")
                  .formatted(scene.conversation));
      return NOT_FOUND;
    }
  }

  private static String tool(String label) {
    return label.split(" ", 2)[0];
  }

  private static List<Row> table() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `")) {
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList();
        assertThat(cells).as(line).hasSize(1 + CALLERS.size());
        rows.add(new Row(cells.getFirst().replace("`", ""), cells.subList(1, cells.size())));
      }
    }
    return rows;
  }

  private static Map<String, String> calls() {
    String one = "{'conversation_id': '$conversation'";
    String message = one + ", 'message_id': '$message'";
    String room = "{'conference': 'standup'";
    Map<String, String> calls = new HashMap<>();
    calls.put("list_conversations", "{}");
    calls.put("create_conversation", "{'title': 'New'}");
    for (String tool :
        List.of(
            "get_conversation",
            "list_conversation_participants",
            "list_conversation_messages",
            "get_conversation_read_state",
            "list_conversation_events",
            "get_conversation_tree",
            "get_conversation_branch_selection",
            "get_huddle",
            "start_huddle")) {
      calls.put(tool, one + "}");
    }
    for (String tool :
        List.of(
            "get_conversation_message",
            "list_conversation_message_branches",
            "update_conversation_read_state",
            "update_conversation_branch_selection",
            "fork_conversation")) {
      calls.put(tool, message + "}");
    }
    calls.put("get_conversation_participant", one + ", 'participant': 'max'}");
    calls.put("update_conversation (title, summary)", one + ", 'title': 'New'}");
    calls.put("update_conversation (status)", one + ", 'status': 'archived'}");
    calls.put("create_conversation_message", one + ", 'text': 'New'}");
    calls.put(
        "update_conversation_message (one's own)", one + ", 'message_id': '$own', 'text': 'New'}");
    calls.put("update_conversation_message (another's)", message + ", 'text': 'New'}");
    calls.put("create_conversation_participant", one + ", 'participant': 'nora'}");
    calls.put(
        "update_conversation_participant (role)",
        one + ", 'participant': 'max', 'role': 'viewer'}");
    calls.put(
        "update_conversation_participant (one's own settings)",
        one + ", 'participant': 'me', 'notification_preference': 'mentions'}");
    calls.put(
        "update_conversation_participant (another's settings)",
        one + ", 'participant': 'max', 'notification_preference': 'mentions'}");
    calls.put("delete_conversation", one + ", 'confirm': true}");
    calls.put(
        "delete_conversation_message (one's own)",
        one + ", 'message_id': '$own', 'confirm': true}");
    calls.put("delete_conversation_message (another's)", message + ", 'confirm': true}");
    calls.put(
        "delete_conversation_participant (another)",
        one + ", 'participant': 'max', 'confirm': true}");
    calls.put(
        "delete_conversation_participant (oneself)",
        one + ", 'participant': 'me', 'confirm': true}");
    calls.put("list_conferences", "{}");
    calls.put("get_conference", room + "}");
    calls.put("list_conference_participants", room + "}");
    calls.put("add_conference_participant", room + ", 'to': 'rollcall:tone'}");
    calls.put("announce_to_conference", room + ", 'announce_url': 'http://app.example/a.wav'}");
    calls.put("update_conference_participant", room + ", 'participant': 'first', 'muted': true}");
    calls.put("remove_conference_participant", room + ", 'participant': 'first', 'confirm': true}");
    calls.put("end_conference", room + ", 'confirm': true}");
    return calls;
  }

  private static <T> T of(Map<String, T> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private record Row(String label, List<String> cells) {}

  /** A conversation with one of each kind, each of whom but the outsider has posted in it. */
  private static final class Scene {
    private final Map<String, Visitor> callers = new HashMap<>();
    private final Map<String, String> own = new HashMap<>();
    private final String conversation;
    private final String message;

    Scene(World world) {
      Visitor owner = world.person("owner");
      callers.put("owner", owner);
      callers.put("agent", world.agent("agent"));
      for (String person : List.of("member", "viewer", "outsider", "removed")) {
        callers.put(person, world.person(person));
      }
      conversation = world.conversation(owner);
      Visitor max = world.person("max");
      world.person("nora");
      world.add(owner, conversation, max, "member");
      own.put("owner", world.post(owner, conversation, "of the owner"));
      for (String joining : List.of("member", "viewer", "agent", "removed")) {
        world.add(owner, conversation, of(callers, joining), "member");
        own.put(joining, world.post(of(callers, joining), conversation, "of " + joining));
      }
      message = world.post(max, conversation, "of max");
      own.put("outsider", message);
      change(world, "update_conversation_participant", "viewer", "'role': 'viewer'");
      change(world, "delete_conversation_participant", "removed", "'confirm': true");
      world.phones().join("standup", "first");
      world.phones().join("standup", "second");
    }

    String fill(String arguments, String caller) {
      return arguments
          .replace("$conversation", conversation)
          .replace("$message", message)
          .replace("$own", of(own, caller));
    }

    private void change(World world, String tool, String participant, String what) {
      JsonNode changed =
          world.call(
              of(callers, "owner"),
              tool,
              "{'conversation_id': '%s', 'participant': '%s', %s}",
              conversation,
              participant,
              what.replace('\'', '"'));
      assertThat(changed.get("display_name").asString()).isEqualToIgnoringCase(participant);
    }
  }
}
