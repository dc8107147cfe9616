package dev.rollcall.pages;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value that fits a JSON Schema, for people to replace what is in it by their own. */
public final class SchemaSample {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 16;
  private static final String ANY_TEXT = "…";
  private static final Map<String, String> BY_FORMAT =
      Map.of(
          "uuid", "0193a5c0-7e1a-7c2b-9d4e-5f60718293a4",
          "date-time", "2026-11-21T08:00:00Z",
          "date", "2026-11-21",
          "time", "08:00:00Z",
          "uri", "https://example.com/",
          "email", "ann@example.com");

  private SchemaSample() {}

  /** One with all that an object has to have, and nothing else. */
  public static JsonNode least(JsonNode schema) {
    return sample(schema, 0);
  }

  private static JsonNode sample(JsonNode schema, int depth) {
    return said(schema).orElseGet(() -> made(schema, depth));
  }

  /** A value that the schema itself names. */
  private static Optional<JsonNode> said(JsonNode schema) {
    return schema
        .optional("example")
        .or(() -> schema.optional("const"))
        .or(() -> first(schema.path("examples")))
        .or(() -> schema.optional("default"))
        .or(() -> first(schema.path("enum")));
  }

  private static Optional<JsonNode> first(JsonNode values) {
    return values.isArray() && !values.isEmpty() ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static JsonNode made(JsonNode schema, int depth) {
    if (depth > DEEPEST) {
      return NODES.nullNode();
    }
    for (String forms : new String[] {"oneOf", "anyOf"}) {
      Optional<JsonNode> form = first(schema.path(forms));
      if (form.isPresent() && !schema.has("type")) {
        return sample(form.get(), depth + 1);
      }
    }
    JsonNode type =
        schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
    return switch (type.asString("")) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, depth);
      case "integer" -> NODES.numberNode(Math.max(0, schema.path("minimum").asLong(0)));
      case "number" -> NODES.numberNode(Math.max(0, schema.path("minimum").asDouble(0)));
      case "boolean" -> NODES.booleanNode(true);
      case "null" -> NODES.nullNode();
      case "string" -> NODES.stringNode(text(schema));
      default -> schema.has("properties") ? object(schema, depth) : NODES.stringNode(text(schema));
    };
  }

  private static String text(JsonNode schema) {
    String sample = BY_FORMAT.getOrDefault(schema.path("format").asString(""), ANY_TEXT);
    int shortest = (int) Math.min(schema.path("minLength").asLong(0), 100);
    return sample.length() >= shortest ? sample : ANY_TEXT.repeat(shortest);
  }

  private static ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("required")
        .forEach(
            name ->
                object.set(
                    name.asString(),
                    sample(schema.path("properties").path(name.asString()), depth + 1)));
    return object;
  }

  private static ArrayNode array(JsonNode schema, int depth) {
    ArrayNode array = NODES.arrayNode();
    long items = Math.clamp(schema.path("minItems").asLong(1), 1, 10);
    for (long each = 0; each < items; each++) {
      array.add(sample(schema.path("items"), depth + 1));
    }
    return array;
  }
}
