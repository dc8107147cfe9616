package dev.rollcall.mcp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parameters of requests; what is not as it must be is a -32602. */
final class Params {
  private Params() {}

  static String text(ObjectNode params, String name) throws McpException {
    return optionalText(params, name)
        .orElseThrow(() -> McpException.invalidParams("params." + name + " is missing."));
  }

  static Optional<String> optionalText(ObjectNode params, String name) throws McpException {
    JsonNode value = params.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString()) {
      throw McpException.invalidParams("params." + name + " must be a string.");
    }
    return Optional.of(value.stringValue());
  }

  /** The object under {@code name}; an empty one if there is none. */
  static ObjectNode object(ObjectNode params, String name) throws McpException {
    JsonNode value = params.get(name);
    if (value == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw McpException.invalidParams("params." + name + " must be an object.");
  }

  /** The token under which the client wants to hear of progress, a string or an integer. */
  static Optional<JsonNode> progressToken(ObjectNode params) {
    JsonNode token = params.path(Meta.KEY).path(Meta.PROGRESS_TOKEN);
    return token.isString() || token.isIntegralNumber() ? Optional.of(token) : Optional.empty();
  }
}
