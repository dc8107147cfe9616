package dev.rollcall.mcp.stdio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the client, understood as far as it has to be to send it on.
 *
 * @param text the line as it came
 * @param ids of the requests in it: one, none, or those of a batch (2025-03-26)
 * @param method empty for answers and batches
 * @param parameters those of the request or notification; a missing node if there are none
 */
record ClientMessage(
    String text, Kind kind, List<JsonNode> ids, String method, JsonNode parameters) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String REVISION = "io.modelcontextprotocol/protocolVersion";

  enum Kind {
    REQUEST,
    NOTIFICATION,
    /** To a question of the server. */
    ANSWER,
    BATCH
  }

  ClientMessage {
    ids = List.copyOf(ids);
  }

  static ClientMessage parse(byte[] line) throws MalformedLineException {
    String text = new String(line, StandardCharsets.UTF_8);
    JsonNode root;
    try {
      root = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new MalformedLineException(
          MalformedLineException.PARSE_ERROR,
          Optional.empty(),
          "The line is no JSON in UTF-8: " + e.getOriginalMessage());
    }
    if (root.isArray()) {
      return new ClientMessage(text, Kind.BATCH, ids(root), "", root.path("params"));
    }
    Optional<JsonNode> id = id(root);
    JsonNode method = root.path("method");
    if (method.isString()) {
      return new ClientMessage(
          text,
          root.has("id") ? Kind.REQUEST : Kind.NOTIFICATION,
          id.map(List::of).orElse(List.of()),
          method.stringValue(),
          root.path("params"));
    }
    if (root.isObject() && (root.has("result") || root.has("error"))) {
      return new ClientMessage(text, Kind.ANSWER, List.of(), "", root.path("params"));
    }
    throw new MalformedLineException(
        MalformedLineException.INVALID_REQUEST,
        id,
        "The line is neither a request nor a notification nor an answer of JSON-RPC 2.0.");
  }

  /** The revision the message names for itself, as those of 2026-07-28 and later do. */
  Optional<String> revision() {
    return string(parameters.path("_meta").path(REVISION));
  }

  /** What the message wants to use, if there is one thing. */
  Optional<String> name() {
    return switch (method) {
      case "tools/call", "prompts/get" -> string(parameters.path("name"));
      case "resources/read" -> string(parameters.path("uri"));
      default -> Optional.empty();
    };
  }

  static Optional<String> string(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  /** The id of a message, if it has one that an answer can carry. */
  static Optional<JsonNode> id(JsonNode message) {
    JsonNode id = message.path("id");
    return id.isString() || id.isIntegralNumber() ? Optional.of(id) : Optional.empty();
  }

  private static List<JsonNode> ids(JsonNode batch) {
    List<JsonNode> ids = new ArrayList<>();
    for (JsonNode message : batch) {
      if (message.has("method")) {
        id(message).ifPresent(ids::add);
      }
    }
    return ids;
  }
}
