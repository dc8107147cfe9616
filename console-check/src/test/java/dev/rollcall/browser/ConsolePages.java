package dev.rollcall.browser;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The pages of the console, for all that holds for each of them. A new page is one more line. */
enum ConsolePages {
  /** Who is there. */
  ROSTER("/", ".row"),
  CONVERSATIONS("/conversations", ".talk-list:not([hidden]), .empty:not([hidden])"),
  /** One conversation. */
  CONVERSATION("/conversations/{conversation}", ".talk-member"),
  HISTORY("/history", ".past-name, .empty:not([hidden])"),
  /** One conference, which is on. */
  CONFERENCE("/conferences/{conference}", ".course-lane >> nth=1"),
  OPERATIONS("/operations", "h1"),
  /** All tools. */
  TOOLS("/tools", "[data-group]"),
  /** A tool of MCP. */
  TOOL("/tools/list_conversation_participants", "#playground form"),
  /** A tool of REST. */
  REST_TOOL("/registry/twilio/tools/listparticipant", "#playground form");

  private final String path;
  private final String ready;

  /**
   * @param path may name the conference or the conversation that there is as {@code {conference}}
   *     and {@code {conversation}}
   * @param ready what can be found in the page once it shows what there is
   */
  ConsolePages(String path, String ready) {
    this.path = path;
    this.ready = ready;
  }

  /** Its path on a server where the conference {@code standup} is on. */
  String path(LiveServer server) throws IOException, InterruptedException {
    return switch (this) {
      case CONFERENCE ->
          path.replace("{conference}", server.api().conference("standup").get("sid").asString());
      case CONVERSATION -> path.replace("{conversation}", conversation(server));
      default -> path;
    };
  }

  String ready() {
    return ready;
  }

  /** The first of ann's conversations; a new one if there is none. */
  private static String conversation(LiveServer server) throws IOException, InterruptedException {
    Agent ann = Agent.of(server, "ann");
    JsonNode all = ann.call("list_conversations", Map.of()).get("data");
    return all.isEmpty()
        ? ann.conversation("Launch of the spring release")
        : all.get(all.size() - 1).get("id").asString();
  }
}
