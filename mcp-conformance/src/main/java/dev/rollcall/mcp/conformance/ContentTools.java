package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.Content;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.LogLevel;
import dev.rollcall.mcp.ResourceContents;
import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Tools that answer without asking: each kind of content, errors, progress, log messages. */
final class ContentTools {
  /** What the suite wants between two notifications, so that they cannot arrive as one. */
  private static final Duration BETWEEN_NOTIFICATIONS = Duration.ofMillis(50);

  private static final String LOGGER = "conformance";

  private ContentTools() {}

  static List<Tool<Anyone>> all() {
    return List.of(
        Tools.plain(
            "test_simple_text",
            "Answers with a text.",
            (_, _) -> ToolResult.text("This is a simple text response for testing.")),
        Tools.plain("test_image_content", "Answers with an image.", (_, _) -> answer(image())),
        Tools.plain(
            "test_audio_content",
            "Answers with a sound.",
            (_, _) -> answer(new Content.Audio(Samples.AUDIO, Samples.AUDIO_TYPE))),
        Tools.plain(
            "test_embedded_resource",
            "Answers with a resource.",
            (_, _) ->
                answer(
                    embedded(
                        "test://embedded-resource",
                        Samples.TEXT_TYPE,
                        "This is an embedded resource content."))),
        Tools.plain(
            "test_multiple_content_types",
            "Answers with a text, an image and a resource.",
            (_, _) ->
                answer(
                    new Content.Text("Multiple content types test:"),
                    image(),
                    embedded(
                        "test://mixed-content-resource",
                        Samples.JSON_TYPE,
                        "{\"test\":\"data\",\"value\":123}"))),
        Tools.plain(
            "test_error_handling",
            "Always fails.",
            (_, _) -> ToolResult.error("This tool intentionally returns an error for testing")),
        Tools.plain(
            "test_tool_with_logging",
            "Sends three log messages while it runs.",
            (_, call) -> withLogging(call)),
        Tools.plain(
            "test_tool_with_progress",
            "Reports its progress three times while it runs.",
            (_, call) -> withProgress(call)),
        Tools.plain(
            "test_logging_tool",
            "Sends a log message to clients that ask for such.",
            (_, call) -> {
              log(call, "The call is being looked at");
              return ToolResult.text("Logging evaluated");
            }),
        Tools.with(
            "test_header_parameter",
            "Has a parameter that also travels as an HTTP header.",
            Samples.object(
                """
                {
                  "type": "object",
                  "properties": {
                    "region": {"type": "string", "x-mcp-header": "Region"}
                  },
                  "required": ["region"],
                  "additionalProperties": false
                }
                """),
            (arguments, _) ->
                ToolResult.text("Region: " + arguments.path("region").stringValue(""))),
        Tools.with(
            "json_schema_2020_12_tool",
            "Has a schema with much of the vocabulary of JSON Schema 2020-12.",
            contactSchema(),
            (arguments, _) -> contact(arguments)));
  }

  private static ToolResult answer(Content... content) {
    return new ToolResult(List.of(content), Optional.empty(), false);
  }

  private static Content image() {
    return new Content.Image(Samples.IMAGE, Samples.IMAGE_TYPE);
  }

  private static Content embedded(String uri, String mimeType, String text) {
    return new Content.Embedded(new ResourceContents.Text(uri, mimeType, text));
  }

  private static ToolOutcome withLogging(Invocation<Anyone> call) throws InterruptedException {
    log(call, "Tool execution started");
    Thread.sleep(BETWEEN_NOTIFICATIONS);
    log(call, "Tool processing data");
    Thread.sleep(BETWEEN_NOTIFICATIONS);
    log(call, "Tool execution completed");
    return ToolResult.text("Tool with logging executed successfully");
  }

  private static ToolOutcome withProgress(Invocation<Anyone> call) throws InterruptedException {
    progress(call, 0);
    Thread.sleep(BETWEEN_NOTIFICATIONS);
    progress(call, 50);
    Thread.sleep(BETWEEN_NOTIFICATIONS);
    progress(call, 100);
    return ToolResult.text("Tool with progress executed successfully");
  }

  private static void log(Invocation<Anyone> call, String message) {
    call.log(LogLevel.INFO, LOGGER, StringNode.valueOf(message));
  }

  private static void progress(Invocation<Anyone> call, int percent) {
    call.progress(percent, OptionalDouble.of(100), Optional.of(percent + " of 100 done"));
  }

  private static ToolOutcome contact(ObjectNode arguments) {
    return ToolResult.text("Called with " + arguments);
  }

  private static ObjectNode contactSchema() {
    return Samples.object(
        """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "type": "object",
          "$defs": {
            "address": {
              "$anchor": "addressDef",
              "type": "object",
              "properties": {"street": {"type": "string"}, "city": {"type": "string"}}
            }
          },
          "properties": {
            "name": {"type": "string"},
            "address": {"$ref": "#/$defs/address"},
            "contactMethod": {"type": "string", "enum": ["phone", "email"]},
            "phone": {"type": "string"},
            "email": {"type": "string"}
          },
          "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
          "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
          "then": {"required": ["phone"]},
          "else": {"required": ["email"]},
          "additionalProperties": false
        }
        """);
  }
}
