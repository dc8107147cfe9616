package dev.rollcall.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a JSON Schema says of one value, in words. */
final class SchemaWords {
  private static final int LONGEST_LIMIT = 600;
  private static final int DEEPEST = 4;

  /** The keywords that limit a value, in the order of the words, and how each is said. */
  private static final List<Map.Entry<String, Function<JsonNode, String>>> LIMITS =
      List.of(
          Map.entry("enum", value -> "one of " + listed(value)),
          Map.entry("const", value -> "always " + written(value)),
          Map.entry("minimum", value -> "at least " + written(value)),
          Map.entry("maximum", value -> "at most " + written(value)),
          Map.entry("exclusiveMinimum", value -> "more than " + written(value)),
          Map.entry("exclusiveMaximum", value -> "less than " + written(value)),
          Map.entry("multipleOf", value -> "a multiple of " + written(value)),
          Map.entry("minLength", value -> "at least " + counted(value, "character")),
          Map.entry("maxLength", value -> "at most " + counted(value, "character")),
          Map.entry("pattern", value -> "matches " + written(value)),
          Map.entry("minItems", value -> "at least " + counted(value, "item")),
          Map.entry("maxItems", value -> "at most " + counted(value, "item")),
          Map.entry("uniqueItems", value -> value.asBoolean(false) ? "no item twice" : ""),
          Map.entry("minProperties", value -> "at least " + counted(value, "member")),
          Map.entry("maxProperties", value -> "at most " + counted(value, "member")),
          Map.entry("default", value -> "by default " + written(value)),
          Map.entry("deprecated", value -> value.asBoolean(false) ? "deprecated" : ""));

  private SchemaWords() {}

  /** Its type, such as {@code array of string} or {@code string (uuid) or null}. */
  static String type(JsonNode schema) {
    return type(schema, 0);
  }

  private static String type(JsonNode schema, int depth) {
    Stream<String> alternatives =
        Stream.of("oneOf", "anyOf")
            .flatMap(word -> schema.path(word).valueStream())
            .limit(8)
            .map(form -> depth < DEEPEST ? type(form, depth + 1) : "any");
    JsonNode named = schema.path("type");
    Stream<String> types =
        named.isArray()
            ? named.valueStream().map(each -> type(each.asString("any"), schema, depth))
            : named.isString()
                ? Stream.of(type(named.stringValue(), schema, depth))
                : unnamed(schema);
    String all = Stream.concat(types, alternatives).distinct().collect(Collectors.joining(" or "));
    String whole = all.isEmpty() ? "any" : all;
    return schema.path("nullable").asBoolean(false) ? whole + " or null" : whole;
  }

  private static String type(String name, JsonNode schema, int depth) {
    String format = schema.path("format").asString("");
    return switch (name) {
      case "array" ->
          schema.path("items").isObject() && depth < DEEPEST
              ? "array of " + type(schema.path("items"), depth + 1)
              : "array";
      case "null" -> "null";
      default -> format.isEmpty() ? name : name + " (" + format + ")";
    };
  }

  private static Stream<String> unnamed(JsonNode schema) {
    return schema.has("properties") ? Stream.of("object") : Stream.empty();
  }

  /** What else is asked of it, each in a few words. */
  static List<String> limits(JsonNode schema) {
    List<String> limits = new ArrayList<>();
    LIMITS.forEach(
        limit ->
            schema
                .optional(limit.getKey())
                .map(limit.getValue())
                .filter(words -> !words.isEmpty())
                .ifPresent(words -> limits.add(Texts.shortened(words, LONGEST_LIMIT))));
    return limits;
  }

  private static String listed(JsonNode values) {
    return values.valueStream().map(SchemaWords::written).collect(Collectors.joining(", "));
  }

  private static String written(JsonNode value) {
    return value.isString() && !value.stringValue().isBlank()
        ? value.stringValue()
        : value.toString();
  }

  private static String counted(JsonNode number, String what) {
    return written(number) + " " + what + (written(number).equals("1") ? "" : "s");
  }
}
