package dev.rollcall.mcp.tools;

import dev.rollcall.mcp.ClientCapability;
import dev.rollcall.mcp.InputRequest;
import dev.rollcall.mcp.InputRequired;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The agreement that a destructive tool wants before it acts: {@code confirm: true} in the call, or
 * else the yes of the person at the client, if the client can ask.
 */
final class Confirmation {
  private static final String CONFIRM = "confirm";

  private Confirmation() {}

  /**
   * Empty if the tool may act; otherwise the question to put first.
   *
   * @param question what is asked; made only if it is asked, and may refuse
   * @throws ToolError if nobody agrees
   */
  static Optional<ToolOutcome> first(
      Operation operation,
      Arguments arguments,
      Invocation<Visitor> invocation,
      Supplier<String> question) {
    Optional<Boolean> given = arguments.flag(CONFIRM);
    if (given.equals(Optional.of(true))) {
      return Optional.empty();
    }
    boolean canAsk = given.isEmpty() && invocation.supports(ClientCapability.ELICITATION);
    if (!canAsk) {
      throw new ToolError(
          ("Nothing was done: %s cannot be undone. Once a person agrees, call it again with"
                  + " confirm: true.")
              .formatted(operation.toolName()));
    }
    JsonNode answer = invocation.answers().get(CONFIRM);
    if (answer == null) {
      SequencedMap<String, InputRequest> questions = new LinkedHashMap<>();
      questions.put(CONFIRM, new InputRequest.Elicitation(question.get(), form()));
      return Optional.of(new InputRequired(questions, Optional.empty()));
    }
    if (!agrees(answer)) {
      throw new ToolError("Nothing was done: the person who was asked did not agree.");
    }
    return Optional.empty();
  }

  private static boolean agrees(JsonNode answer) {
    return answer.path("action").asString("").equals("accept")
        && answer.path("content").path(CONFIRM).asBoolean(false);
  }

  private static ObjectNode form() {
    ObjectNode schema = Schemas.typed("object");
    ObjectNode confirm = schema.putObject("properties").putObject(CONFIRM);
    confirm.put("type", "boolean").put("title", "Yes, do it").put("default", false);
    schema.putArray("required").add(CONFIRM);
    return schema;
  }
}
