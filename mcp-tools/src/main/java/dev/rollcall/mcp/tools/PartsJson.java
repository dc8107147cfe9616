package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Part;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes the parts of a message as far as there is room, so that whoever asks again and again reads
 * all of them.
 *
 * <p>Where an answer begins and ends is an offset: the number of characters (Unicode code points)
 * before it in the texts, tool inputs and tool outputs of all parts, one after the other; a part
 * without any, such as an image, counts as one character. A part that is cut at an offset goes on
 * in the next answer and then has {@code "continued": true}. A tool's input or output that is not
 * whole is a text, {@code input_cut} or {@code output_cut}, since it is no JSON any more.
 */
final class PartsJson {
  /** The bytes of a part's braces and names. */
  private static final int FRAME_BYTES = 60;

  /** A part that is not the first is not begun for less than this. */
  private static final int LEAST_BYTES = 100;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PartsJson() {}

  /**
   * Writes the parts from {@code offset} on.
   *
   * @return where the rest begins; empty if there is none
   */
  static OptionalLong write(Fields json, List<Part> parts, long offset, Allowance allowance) {
    long position = 0;
    boolean first = true;
    for (Part part : parts) {
      String body = body(part);
      long length = length(body);
      if (position + length > offset) {
        if (!first && !allowance.has(head(part), FRAME_BYTES + LEAST_BYTES)) {
          return OptionalLong.of(position);
        }
        allowance.spend(FRAME_BYTES);
        long from = Math.max(0, offset - position);
        String rest = body.substring(body.offsetByCodePoints(0, Math.toIntExact(from)));
        int shown = part(json, part, rest, from > 0, allowance);
        if (allowance.hasCut()) {
          return OptionalLong.of(position + from + rest.codePointCount(0, shown));
        }
        first = false;
      }
      position += length;
    }
    return OptionalLong.empty();
  }

  /** How many characters {@code parts} have, as offsets count them. */
  static long length(List<Part> parts) {
    return parts.stream().mapToLong(part -> length(body(part))).sum();
  }

  private static long length(String body) {
    return Math.max(1, body.codePointCount(0, body.length()));
  }

  /** Writes a part with as much of {@code rest} of its body as there is room for; how much. */
  private static int part(
      Fields json, Part part, String rest, boolean continued, Allowance allowance) {
    json.begin();
    String shown = "";
    switch (part) {
      case Part.Text _ -> {
        json.plain("type", "text");
        shown = allowance.take(rest);
        json.data("text", shown);
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
      case Part.ToolCall(String id, String name, String _) -> {
        json.plain("type", "tool_call");
        json.data("id", allowance.take(id));
        json.data("name", allowance.take(name));
        shown = value(json, "input", rest, continued, allowance);
      }
      case Part.ToolResult(String toolCallId, String _, boolean isError) -> {
        json.plain("type", "tool_result");
        json.data("tool_call_id", allowance.take(toolCallId));
        shown = value(json, "output", rest, continued, allowance);
        json.flag("is_error", isError);
      }
    }
    if (continued) {
      json.flag("continued", true);
    }
    json.end();
    return shown.length();
  }

  /** Writes a JSON value, or the piece of its text there is room for; what was written. */
  private static String value(
      Fields json, String name, String rest, boolean continued, Allowance allowance) {
    String shown = allowance.take(rest);
    if (continued || shown.length() < rest.length()) {
      json.data(name + "_cut", shown);
    } else {
      json.json(name, rest);
    }
    return shown;
  }

  /** What of a part can be cut and continued. */
  private static String body(Part part) {
    return switch (part) {
      case Part.Text(String text) -> text;
      case Part.Image _, Part.File _ -> "";
      case Part.ToolCall(String _, String _, String input) -> compact(input);
      case Part.ToolResult(String _, String output, boolean _) -> compact(output);
    };
  }

  /** What of a part is never continued. */
  private static String head(Part part) {
    return switch (part) {
      case Part.Text _ -> "";
      case Part.Image(String url, String mediaType) -> url + mediaType;
      case Part.File(String url, String mediaType, Optional<String> filename) ->
          url + mediaType + filename.map(Sanitized::line).orElse("");
      case Part.ToolCall(String id, String name, String _) -> id + name;
      case Part.ToolResult(String toolCallId, String _, boolean _) -> toolCallId;
    };
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
