package dev.rollcall.ocp.context;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Texts that may be missing, in JSON. */
final class Texts {
  private Texts() {}

  static Optional<String> of(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  static void put(ObjectNode object, String key, Optional<String> text) {
    text.ifPresentOrElse(present -> object.put(key, present), () -> object.putNull(key));
  }
}
