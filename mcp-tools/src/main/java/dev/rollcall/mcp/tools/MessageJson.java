package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.Part;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes messages. What does not fit is cut, and the message then has {@code "truncated": true};
 * parts after the one that was cut are left out.
 */
final class MessageJson {
  /** What lists show of one message's parts, in bytes of JSON. */
  static final int LIST_BYTES = 2_000;

  /** What is shown of the parts of a message that was asked for alone, in bytes of JSON. */
  static final int WHOLE_BYTES = 80_000;

  private static final int PREVIEW_BYTES = 80;
  private static final int PART_BYTES = 40;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MessageJson() {}

  static void whole(Fields json, Message message) {
    write(json, message, WHOLE_BYTES);
  }

  static void listed(Fields json, Message message) {
    write(json, message, LIST_BYTES);
  }

  /** A message as a tree shows it: where it stands and how it begins. */
  static void node(Fields json, Message message) {
    json.begin();
    json.plain("id", message.id().text());
    json.plain("parent_id", message.parent().map(MessageId::text));
    json.number("seq", message.sequence());
    json.plain("role", Spelling.of(message.role()));
    json.shown("sender_display_name", message.senderName());
    if (message.deleted().isPresent()) {
      json.flag("deleted", true);
    } else {
      json.data("preview", preview(message));
    }
    json.end();
  }

  private static Optional<String> preview(Message message) {
    return message.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(Part.Text.class::cast)
        .findFirst()
        .map(text -> new Allowance(PREVIEW_BYTES).take(text.text()));
  }

  private static void write(Fields json, Message message, int bytes) {
    json.begin();
    json.plain("id", message.id().text());
    json.plain("conversation_id", message.conversation().text());
    json.plain("parent_id", message.parent().map(MessageId::text));
    json.number("seq", message.sequence());
    json.plain("role", Spelling.of(message.role()));
    json.plain("sender_type", Spelling.of(message.sender().type()));
    json.shown("sender_id", message.sender().reference());
    json.shown("sender_display_name", message.senderName());
    Allowance allowance = new Allowance(bytes);
    json.beginArray("parts");
    for (Part part : message.parts()) {
      if (allowance.hasCut() || !allowance.takeWhole(" ".repeat(PART_BYTES))) {
        allowance.leaveOut();
        break;
      }
      part(json, part, allowance);
    }
    json.endArray();
    if (allowance.hasCut()) {
      json.flag("truncated", true);
    }
    json.time("created_at", message.created());
    json.time("edited_at", message.edited());
    message.deleted().ifPresent(deleted -> json.time("deleted_at", deleted));
    json.end();
  }

  private static void part(Fields json, Part part, Allowance allowance) {
    json.begin();
    switch (part) {
      case Part.Text(String text) -> {
        json.plain("type", "text");
        json.data("text", allowance.take(text));
      }
      case Part.Image(String url, String mediaType) -> {
        json.plain("type", "image");
        json.data("url", allowance.take(url));
        json.data("media_type", allowance.take(mediaType));
      }
      case Part.File(String url, String mediaType, Optional<String> filename) -> {
        json.plain("type", "file");
        json.data("url", allowance.take(url));
        json.data("media_type", allowance.take(mediaType));
        json.data("filename", filename.map(Sanitized::line).map(allowance::take));
      }
      case Part.ToolCall(String id, String name, String input) -> {
        json.plain("type", "tool_call");
        json.data("id", allowance.take(id));
        json.data("name", allowance.take(name));
        value(json, "input", input, allowance);
      }
      case Part.ToolResult(String toolCallId, String output, boolean isError) -> {
        json.plain("type", "tool_result");
        json.data("tool_call_id", allowance.take(toolCallId));
        value(json, "output", output, allowance);
        json.flag("is_error", isError);
      }
    }
    json.end();
  }

  /** A JSON value; where it has no room, the beginning of its text as {@code …_cut}. */
  private static void value(Fields json, String name, String value, Allowance allowance) {
    String compact = compact(value);
    if (allowance.takeWhole(compact)) {
      json.json(name, compact);
    } else {
      json.data(name + "_cut", allowance.take(compact));
    }
  }

  /** The value as this program writes it; a text if it is no JSON after all. */
  private static String compact(String value) {
    try {
      return MAPPER.readTree(value).toString();
    } catch (JacksonException _) {
      return MAPPER.writeValueAsString(value);
    }
  }
}
