package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.MemberReference;
import dev.rollcall.core.conversation.MessageId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call's arguments, which are valid by the tool's schema. What a schema cannot say is checked
 * here, and what is missing all the same is refused in words.
 */
record Arguments(ObjectNode node) {
  Optional<JsonNode> value(String name) {
    return Optional.ofNullable(node.get(name)).filter(each -> !each.isNull());
  }

  Optional<String> text(String name) {
    return value(name).map(each -> of(name, each, JsonNode::isString, "a text").asString());
  }

  Optional<Integer> integer(String name) {
    return value(name)
        .map(each -> of(name, each, JsonNode::canConvertToInt, "a whole number").intValue());
  }

  Optional<Boolean> flag(String name) {
    return value(name)
        .map(each -> of(name, each, JsonNode::isBoolean, "true or false").booleanValue());
  }

  <E extends Enum<E>> Optional<E> choice(String name, E[] values, Function<E, String> spelling) {
    return text(name)
        .map(
            text ->
                Arrays.stream(values)
                    .filter(each -> spelling.apply(each).equals(text))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            invalid(
                                name,
                                Arrays.stream(values)
                                    .map(spelling)
                                    .collect(Collectors.joining("' or '", "'", "'")))));
  }

  String required(String name) {
    return text(name).orElseThrow(() -> new ToolError("The argument '" + name + "' is missing."));
  }

  ConversationId conversation() {
    return ConversationId.parse(required("conversation_id"))
        .orElseThrow(
            () -> invalid("conversation_id", "a UUID; list_conversations shows those you can use"));
  }

  MessageId message() {
    return message("message_id")
        .orElseThrow(() -> new ToolError("The argument 'message_id' is missing."));
  }

  Optional<MessageId> message(String name) {
    return text(name)
        .map(
            text ->
                MessageId.parse(text)
                    .orElseThrow(
                        () ->
                            invalid(
                                name, "a UUID; list_conversation_messages shows those there are")));
  }

  MemberReference member() {
    return MemberReference.of(required("participant"));
  }

  private static JsonNode of(
      String name, JsonNode node, Function<JsonNode, Boolean> isRight, String wanted) {
    if (!isRight.apply(node)) {
      throw invalid(name, wanted);
    }
    return node;
  }

  private static ToolError invalid(String name, String wanted) {
    return new ToolError("The argument '" + name + "' must be " + wanted + ".");
  }
}
