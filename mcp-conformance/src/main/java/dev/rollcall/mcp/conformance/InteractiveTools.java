package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.InputRequest;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools that ask the client one thing. */
final class InteractiveTools {
  private static final String QUESTION = "question";

  private InteractiveTools() {}

  static List<Tool<Anyone>> all() {
    return List.of(
        Tools.with(
            "test_sampling",
            "Asks the client's model.",
            oneText("prompt"),
            InteractiveTools::sampling),
        Tools.with(
            "test_elicitation",
            "Asks the person at the client.",
            oneText("message"),
            (arguments, call) ->
                form(
                    call,
                    Questions.form(arguments.path("message").stringValue(""), "response"),
                    "User response")),
        Tools.plain(
            "test_elicitation_sep1034_defaults",
            "Shows a form with a default for each kind of field.",
            (_, call) ->
                form(
                    call,
                    new InputRequest.Elicitation("Please look at the defaults", defaults()),
                    "Elicitation completed")),
        Tools.plain(
            "test_elicitation_sep1330_enums",
            "Shows a form with each kind of choice.",
            (_, call) ->
                form(
                    call,
                    new InputRequest.Elicitation("Please choose", choices()),
                    "Elicitation completed")),
        Tools.plain(
            "test_missing_capability",
            "Needs a client that can ask a model.",
            (_, call) ->
                Questions.said(call, QUESTION)
                    .<ToolOutcome>map(said -> ToolResult.text("The model said: " + said))
                    .orElseGet(() -> Questions.ask(QUESTION, Questions.sampling("Say yes.", 10)))),
        Tools.plain(
            "test_streaming_elicitation",
            "Reports progress, then asks the person at the client.",
            (_, call) -> afterProgress(call)));
  }

  private static ToolOutcome sampling(ObjectNode arguments, Invocation<Anyone> call) {
    return Questions.said(call, QUESTION)
        .<ToolOutcome>map(said -> ToolResult.text("LLM response: " + said))
        .orElseGet(
            () ->
                Questions.ask(
                    QUESTION, Questions.sampling(arguments.path("prompt").stringValue(""), 100)));
  }

  private static ToolOutcome form(
      Invocation<Anyone> call, InputRequest question, String introduction) {
    Optional<JsonNode> answer = Questions.answer(call, QUESTION);
    if (answer.isEmpty()) {
      return Questions.ask(QUESTION, question);
    }
    String action = answer.get().path("action").stringValue("");
    JsonNode content = answer.get().path("content");
    return ToolResult.text(
        introduction
            + (": action=" + action)
            + (", content=" + (content.isObject() ? content.toString() : "{}")));
  }

  private static ToolOutcome afterProgress(Invocation<Anyone> call) {
    if (Questions.answer(call, QUESTION).isPresent()) {
      return ToolResult.text("Streaming complete");
    }
    call.progress(50, OptionalDouble.of(100), Optional.empty());
    return Questions.ask(QUESTION, Questions.form("Shall the other half be done?", "answer"));
  }

  private static ObjectNode oneText(String name) {
    ObjectNode schema = Samples.JSON.createObjectNode().put("type", "object");
    schema.putObject("properties").putObject(name).put("type", "string");
    schema.putArray("required").add(name);
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode defaults() {
    return Samples.object(
        """
        {
          "type": "object",
          "properties": {
            "name": {"type": "string", "description": "User name", "default": "John Doe"},
            "age": {"type": "integer", "description": "User age", "default": 30},
            "score": {"type": "number", "description": "User score", "default": 95.5},
            "status": {
              "type": "string",
              "description": "User status",
              "enum": ["active", "inactive", "pending"],
              "default": "active"
            },
            "verified": {"type": "boolean", "description": "Whether verified", "default": true}
          }
        }
        """);
  }

  private static ObjectNode choices() {
    return Samples.object(
        """
        {
          "type": "object",
          "properties": {
            "untitledSingle": {
              "type": "string",
              "description": "One of three",
              "enum": ["option1", "option2", "option3"]
            },
            "titledSingle": {
              "type": "string",
              "description": "One of three with titles",
              "oneOf": [
                {"const": "value1", "title": "First Option"},
                {"const": "value2", "title": "Second Option"},
                {"const": "value3", "title": "Third Option"}
              ]
            },
            "legacyEnum": {
              "type": "string",
              "description": "One of three with titles, the old way",
              "enum": ["opt1", "opt2", "opt3"],
              "enumNames": ["Option One", "Option Two", "Option Three"]
            },
            "untitledMulti": {
              "type": "array",
              "description": "Some of three",
              "minItems": 1,
              "maxItems": 3,
              "items": {"type": "string", "enum": ["option1", "option2", "option3"]}
            },
            "titledMulti": {
              "type": "array",
              "description": "Some of three with titles",
              "minItems": 1,
              "maxItems": 3,
              "items": {
                "anyOf": [
                  {"const": "value1", "title": "First Choice"},
                  {"const": "value2", "title": "Second Choice"},
                  {"const": "value3", "title": "Third Choice"}
                ]
              }
            }
          }
        }
        """);
  }
}
