package dev.rollcall.store;

import dev.rollcall.core.conversation.Part;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/** The parts of a message as a JSON array of objects, each with its kind. */
final class PartsJson {
  private static final String KIND = "kind";
  private static final String IS_ERROR = "is_error";

  private PartsJson() {}

  static String write(List<Part> parts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        StoredJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (Part part : parts) {
        json.writeStartObject();
        write(part, json);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void write(Part part, JsonGenerator json) {
    switch (part) {
      case Part.Text(String text) -> {
        json.writeStringProperty(KIND, "text");
        json.writeStringProperty("text", text);
      }
      case Part.Image(String url, String mediaType) -> {
        json.writeStringProperty(KIND, "image");
        json.writeStringProperty("url", url);
        json.writeStringProperty("media_type", mediaType);
      }
      case Part.File(String url, String mediaType, Optional<String> filename) -> {
        json.writeStringProperty(KIND, "file");
        json.writeStringProperty("url", url);
        json.writeStringProperty("media_type", mediaType);
        filename.ifPresent(name -> json.writeStringProperty("filename", name));
      }
      case Part.ToolCall(String id, String name, String input) -> {
        json.writeStringProperty(KIND, "tool_call");
        json.writeStringProperty("id", id);
        json.writeStringProperty("name", name);
        json.writeStringProperty("input", input);
      }
      case Part.ToolResult(String toolCallId, String output, boolean isError) -> {
        json.writeStringProperty(KIND, "tool_result");
        json.writeStringProperty("tool_call_id", toolCallId);
        json.writeStringProperty("output", output);
        json.writeBooleanProperty(IS_ERROR, isError);
      }
    }
  }

  /**
   * @throws UnreadableException if {@code text} is not what {@link #write} makes, a newer version's
   *     kind of part for instance
   */
  static List<Part> read(String text) throws UnreadableException {
    List<Part> parts = new ArrayList<>();
    try (JsonParser json = StoredJson.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      expect(json, JsonToken.START_ARRAY);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        parts.add(part(json));
      }
      if (json.nextToken() != null) {
        throw new UnreadableException("more than one JSON value");
      }
    } catch (JacksonException e) {
      // Its message may quote what people wrote.
      throw new UnreadableException("broken JSON");
    }
    return parts;
  }

  private static void expect(JsonParser json, JsonToken token) throws UnreadableException {
    if (json.nextToken() != token) {
      throw new UnreadableException("JSON that is no list of parts");
    }
  }

  private static Part part(JsonParser json) throws UnreadableException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new UnreadableException("JSON that is no list of parts");
    }
    Fields fields = new Fields();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      fields.values.put(
          name,
          switch (value) {
            case VALUE_STRING -> json.getString();
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            default -> throw new UnreadableException("a part with an unknown " + name);
          });
    }
    return fields.part();
  }

  /** The properties of one part, each of which has to be taken. */
  private static final class Fields {
    private final Map<String, String> values = new HashMap<>();

    Part part() throws UnreadableException {
      String kind = take(KIND);
      Part part =
          switch (kind) {
            case "text" -> new Part.Text(take("text"));
            case "image" -> new Part.Image(take("url"), take("media_type"));
            case "file" -> new Part.File(take("url"), take("media_type"), takeAny("filename"));
            case "tool_call" -> new Part.ToolCall(take("id"), take("name"), take("input"));
            case "tool_result" ->
                new Part.ToolResult(take("tool_call_id"), take("output"), flag(take(IS_ERROR)));
            default -> throw new UnreadableException("a part of the kind \"" + kind + "\"");
          };
      if (!values.isEmpty()) {
        throw new UnreadableException(
            "a part of the kind \"" + kind + "\" with an unknown " + values.keySet());
      }
      return part;
    }

    private Optional<String> takeAny(String name) {
      return Optional.ofNullable(values.remove(name));
    }

    private String take(String name) throws UnreadableException {
      return takeAny(name).orElseThrow(() -> new UnreadableException("a part without " + name));
    }

    private static boolean flag(String text) throws UnreadableException {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new UnreadableException("a part with an unknown " + IS_ERROR);
      };
    }
  }
}
