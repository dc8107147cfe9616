package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.ClientCapability;
import dev.rollcall.mcp.InputRequest;
import dev.rollcall.mcp.InputRequired;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/** Tools that need answers in each way there is: several at once, in rounds, with a state. */
final class InputRequiredTools {
  private static final String PREFIX = "test_input_required_result_";

  private InputRequiredTools() {}

  static List<Tool<Anyone>> all() {
    return List.of(
        Tools.plain(
            PREFIX + "elicitation",
            "Asks the person at the client for a name.",
            (_, call) ->
                Questions.text(call, "user_name", "name")
                    .<ToolOutcome>map(name -> ToolResult.text("Hello, " + name + "!"))
                    .orElseGet(() -> Questions.ask("user_name", name()))),
        Tools.plain(
            PREFIX + "sampling",
            "Asks the client's model for a capital.",
            (_, call) ->
                Questions.said(call, "capital_question")
                    .<ToolOutcome>map(ToolResult::text)
                    .orElseGet(
                        () ->
                            Questions.ask(
                                "capital_question",
                                Questions.sampling("What is the capital of France?", 100)))),
        Tools.plain(
            PREFIX + "list_roots",
            "Asks the client for its folders.",
            (_, call) ->
                Questions.roots(call, "client_roots")
                    .<ToolOutcome>map(count -> ToolResult.text("Found " + count + " root(s)"))
                    .orElseGet(() -> Questions.ask("client_roots", new InputRequest.Roots()))),
        Tools.plain(
            PREFIX + "request_state",
            "Has a state to be brought back.",
            (_, call) -> confirmed(call, "state-ok")),
        Tools.plain(
            PREFIX + "tampered_state",
            "Has a state that nobody may change.",
            (_, call) -> confirmed(call, "integrity-ok")),
        Tools.plain(
            PREFIX + "multiple_inputs",
            "Asks the person, the model and the client itself at once.",
            (_, call) -> multipleInputs(call)),
        Tools.plain(
            PREFIX + "multi_round",
            "Asks for a name, then for a colour.",
            (_, call) -> multiRound(call)),
        Tools.plain(
            PREFIX + "capabilities",
            "Asks only what the client can answer.",
            (_, call) -> capabilities(call)));
  }

  private static InputRequest name() {
    return Questions.form("What is your name?", "name");
  }

  private static ToolOutcome confirmed(Invocation<Anyone> call, String verdict) {
    String state = "asked to confirm";
    boolean confirmed =
        Questions.field(call, "confirm", "ok").filter(JsonNode::isBoolean).isPresent();
    if (confirmed && call.state().equals(Optional.of(state))) {
      return ToolResult.text(verdict);
    }
    return Questions.ask(
        "confirm", Questions.form("Please confirm", "ok", "boolean"), Optional.of(state));
  }

  private static ToolOutcome multipleInputs(Invocation<Anyone> call) {
    Optional<String> name = Questions.text(call, "user_name", "name");
    Optional<String> greeting = Questions.said(call, "greeting");
    Optional<Integer> roots = Questions.roots(call, "client_roots");
    if (call.state().isPresent() && name.isPresent() && greeting.isPresent() && roots.isPresent()) {
      return ToolResult.text(
          "%s, %s! You have %d root(s).".formatted(greeting.get(), name.get(), roots.get()));
    }
    SequencedMap<String, InputRequest> questions = new LinkedHashMap<>();
    questions.put("user_name", name());
    questions.put("greeting", Questions.sampling("Generate a greeting", 50));
    questions.put("client_roots", new InputRequest.Roots());
    return new InputRequired(questions, Optional.of("asked three things"));
  }

  private static ToolOutcome multiRound(Invocation<Anyone> call) {
    JsonNode state =
        call.state()
            .<JsonNode>map(Samples::object)
            .orElseGet(() -> Samples.JSON.createObjectNode());
    Optional<String> known =
        Optional.of(state.path("name")).filter(JsonNode::isString).map(JsonNode::stringValue);
    if (known.isPresent()) {
      return Questions.text(call, "step2", "color")
          .<ToolOutcome>map(color -> ToolResult.text(known.get() + " likes " + color))
          .orElseGet(() -> secondRound(known.get()));
    }
    return Questions.text(call, "step1", "name")
        .filter(_ -> call.state().isPresent())
        .<ToolOutcome>map(InputRequiredTools::secondRound)
        .orElseGet(
            () ->
                Questions.ask(
                    "step1",
                    Questions.form("Step 1: What is your name?", "name"),
                    Optional.of("{}")));
  }

  private static InputRequired secondRound(String name) {
    return Questions.ask(
        "step2",
        Questions.form("Step 2: What is your favorite color?", "color"),
        Optional.of(Samples.JSON.createObjectNode().put("name", name).toString()));
  }

  private static ToolOutcome capabilities(Invocation<Anyone> call) {
    SequencedMap<String, InputRequest> questions = new LinkedHashMap<>();
    if (call.supports(ClientCapability.ELICITATION)) {
      questions.put("elicit_input", Questions.form("Elicitation input", "value"));
    }
    if (call.supports(ClientCapability.SAMPLING)) {
      questions.put("sample_input", Questions.sampling("Sample request", 50));
    }
    if (questions.isEmpty()) {
      return ToolResult.text("The client can be asked neither its person nor its model.");
    }
    List<String> answered =
        questions.keySet().stream()
            .filter(question -> Questions.answer(call, question).isPresent())
            .toList();
    return answered.size() == questions.size()
        ? ToolResult.text("Answered: " + String.join(", ", answered))
        : new InputRequired(questions, Optional.empty());
  }
}
