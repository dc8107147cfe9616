package dev.rollcall.browser;

import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An agent that calls tools over MCP with an API token, beside whoever looks at the pages. */
record Agent(String origin, String token) {
  /** One with a new token of {@code user}, who is made if there is none. */
  static Agent of(LiveServer server, String user) throws IOException, InterruptedException {
    return new Agent(server.origin(), server.api().token(user).get("secret").asString());
  }

  /** What a tool answers. */
  JsonNode call(String tool, Map<String, Object> arguments)
      throws IOException, InterruptedException {
    return Mcp.call(origin, token, tool, arguments);
  }

  /** A new conversation of its own; its id. */
  String conversation(String title) throws IOException, InterruptedException {
    return call("create_conversation", Map.of("title", title)).get("id").asString();
  }

  /** Adds somebody to a conversation. */
  void add(String conversation, String participant) throws IOException, InterruptedException {
    call(
        "create_conversation_participant",
        Map.of("conversation_id", conversation, "participant", participant));
  }

  /** Says something; the message's id. */
  String post(String conversation, String text) throws IOException, InterruptedException {
    return call(
            "create_conversation_message", Map.of("conversation_id", conversation, "text", text))
        .get("id")
        .asString();
  }

  /** A participant as the tool tells it. */
  JsonNode participant(String conversation, String reference)
      throws IOException, InterruptedException {
    return call(
        "get_conversation_participant",
        Map.of("conversation_id", conversation, "participant", reference));
  }

  JsonNode messages(String conversation) throws IOException, InterruptedException {
    return call("list_conversation_messages", Map.of("conversation_id", conversation)).get("data");
  }
}
