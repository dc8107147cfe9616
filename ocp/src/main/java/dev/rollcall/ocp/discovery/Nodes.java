package dev.rollcall.ocp.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a description's values say, whatever type they should have had. */
final class Nodes {
  private Nodes() {}

  /** The text, number or {@code true} at {@code name}; empty if there is none. */
  static String text(JsonNode object, String name) {
    return text(object.path(name));
  }

  static String text(JsonNode node) {
    return node.isString() || node.isNumber() || isTrue(node) ? node.asString() : "";
  }

  /** The text at {@code name} unless it is empty. */
  static Optional<String> someText(JsonNode object, String name) {
    return Optional.of(text(object, name)).filter(text -> !text.isEmpty());
  }

  /** Whether {@code name} is there and neither null, false, zero nor empty text. */
  static boolean truthy(JsonNode object, String name) {
    JsonNode node = object.path(name);
    return node.isContainer() || (node.isNumber() ? node.asDouble() != 0 : !text(node).isEmpty());
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    if (array.isArray()) {
      for (JsonNode element : array) {
        String text = text(element);
        if (!text.isEmpty()) {
          texts.add(text);
        }
      }
    }
    return texts;
  }

  /** What is at {@code name}, unless it is nothing or null. */
  static Optional<JsonNode> some(JsonNode object, String name) {
    return Optional.of(object.path(name)).filter(node -> !node.isMissingNode() && !node.isNull());
  }

  private static boolean isTrue(JsonNode node) {
    return node.isBoolean() && node.asBoolean();
  }
}
