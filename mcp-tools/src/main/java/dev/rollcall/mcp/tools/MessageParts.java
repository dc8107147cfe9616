package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a message is to say: {@code text}, or {@code parts} for all else. */
final class MessageParts {
  private static final int MOST = 200;
  private static final int LONGEST_TEXT = 100_000;

  private MessageParts() {}

  static Schemas in(Schemas schema) {
    return schema
        .optional(
            "text",
            Schemas.described(
                Schemas.text(LONGEST_TEXT).put("minLength", 1), "Either this or parts"))
        .optional(
            "parts",
            Schemas.list(
                    Schemas.object()
                        .required(
                            "type",
                            Schemas.choice("text", "image", "file", "tool_call", "tool_result"))
                        .optional("text", Schemas.text())
                        .optional("url", Schemas.text())
                        .optional("media_type", Schemas.text())
                        .optional("filename", Schemas.text())
                        .optional("id", Schemas.text())
                        .optional("name", Schemas.text())
                        .optional(
                            "input", Schemas.described(Schemas.any(), "of tool_call: any JSON"))
                        .optional("tool_call_id", Schemas.text())
                        .optional(
                            "output", Schemas.described(Schemas.any(), "of tool_result: any JSON"))
                        .optional("is_error", Schemas.flag())
                        .build())
                .put("minItems", 1)
                .put("maxItems", MOST));
  }

  /**
   * The parts that a call gives.
   *
   * @throws ToolError if there is not exactly one of {@code text} and {@code parts}, or a part is
   *     not whole
   */
  static List<Part> of(Arguments arguments) {
    Optional<String> text = arguments.text("text");
    Optional<JsonNode> parts = arguments.value("parts");
    if (text.isPresent() == parts.isPresent()) {
      throw new ToolError("Give either text or parts, and only one of them.");
    }
    if (text.isPresent()) {
      return List.of(new Part.Text(text.get()));
    }
    List<Part> read = new ArrayList<>();
    for (JsonNode part : parts.get()) {
      if (!(part instanceof ObjectNode object)) {
        throw new ToolError("Each of parts is an object with a type.");
      }
      read.add(part(new Arguments(object), read.size()));
    }
    return read;
  }

  private static Part part(Arguments part, int index) {
    String type = part.required("type");
    return switch (type) {
      case "text" -> new Part.Text(needed(part, type, index, "text"));
      case "image" ->
          new Part.Image(needed(part, type, index, "url"), needed(part, type, index, "media_type"));
      case "file" ->
          new Part.File(
              needed(part, type, index, "url"),
              needed(part, type, index, "media_type"),
              part.text("filename"));
      case "tool_call" ->
          new Part.ToolCall(
              needed(part, type, index, "id"),
              needed(part, type, index, "name"),
              json(part, type, index, "input"));
      case "tool_result" ->
          new Part.ToolResult(
              needed(part, type, index, "tool_call_id"),
              json(part, type, index, "output"),
              part.flag("is_error").orElse(false));
      default ->
          throw new ToolError(
              "The type of parts[%d] is text, image, file, tool_call or tool_result."
                  .formatted(index));
    };
  }

  private static String needed(Arguments part, String type, int index, String name) {
    return part.text(name).orElseThrow(() -> missing(type, index, name));
  }

  /** A JSON value, which may be null. */
  private static String json(Arguments part, String type, int index, String name) {
    JsonNode value = part.node().get(name);
    if (value == null) {
      throw missing(type, index, name);
    }
    return value.toString();
  }

  private static ToolError missing(String type, int index, String name) {
    return new ToolError("parts[%d] is a %s and needs %s.".formatted(index, type, name));
  }
}
