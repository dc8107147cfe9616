package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.InputRequest;
import dev.rollcall.mcp.InputRequired;
import dev.rollcall.mcp.Invocation;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions to clients, and what can be made of their answers. */
final class Questions {
  private Questions() {}

  static InputRequired ask(String name, InputRequest question) {
    return ask(name, question, Optional.empty());
  }

  static InputRequired ask(String name, InputRequest question, Optional<String> state) {
    SequencedMap<String, InputRequest> questions = new LinkedHashMap<>();
    questions.put(name, question);
    return new InputRequired(questions, state);
  }

  /** A form with one text field. */
  static InputRequest form(String message, String field) {
    return form(message, field, "string");
  }

  /** A form with one field. */
  static InputRequest form(String message, String field, String type) {
    ObjectNode schema = Samples.JSON.createObjectNode().put("type", "object");
    schema.putObject("properties").putObject(field).put("type", type);
    schema.putArray("required").add(field);
    return new InputRequest.Elicitation(message, schema);
  }

  /** A question to the client's model. */
  static InputRequest sampling(String prompt, int maxTokens) {
    ObjectNode parameters = Samples.JSON.createObjectNode();
    ObjectNode message = parameters.putArray("messages").addObject().put("role", "user");
    message.putObject("content").put("type", "text").put("text", prompt);
    parameters.put("maxTokens", maxTokens);
    return new InputRequest.Sampling(parameters);
  }

  /** The answer to the question called {@code name}, if it is an object at all. */
  static Optional<JsonNode> answer(Invocation<Anyone> call, String name) {
    return Optional.ofNullable(call.answers().get(name)).filter(JsonNode::isObject);
  }

  /** What was written into {@code field} of the form called {@code name}, if it was sent off. */
  static Optional<JsonNode> field(Invocation<Anyone> call, String name, String field) {
    return answer(call, name)
        .filter(answer -> answer.path("action").stringValue("").equals("accept"))
        .map(answer -> answer.path("content").path(field))
        .filter(value -> !value.isMissingNode() && !value.isNull());
  }

  /** What was written into a text field. */
  static Optional<String> text(Invocation<Anyone> call, String name, String field) {
    return field(call, name, field).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  /** What the client's model said to the question called {@code name}. */
  static Optional<String> said(Invocation<Anyone> call, String name) {
    return answer(call, name)
        .map(answer -> answer.path("content"))
        .map(content -> content.isArray() ? content.path(0) : content)
        .map(content -> content.path("text"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }

  /** How many folders the client named when asked as {@code name}. */
  static Optional<Integer> roots(Invocation<Anyone> call, String name) {
    return answer(call, name)
        .map(answer -> answer.path("roots"))
        .filter(JsonNode::isArray)
        .map(JsonNode::size);
  }
}
