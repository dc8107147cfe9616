package dev.rollcall.mcp.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A schema of one value in words. */
final class Expectation {
  private static final int MOST_CHOICES = 30;

  private static final Map<String, String> EXAMPLES =
      Map.of(
          "uuid", "3c90c3cc-0d44-4b50-8888-8dd25736052a",
          "date-time", "2026-01-31T09:30:00Z",
          "date", "2026-01-31",
          "email", "ada@example.com",
          "uri", "https://example.com/");

  private Expectation() {}

  /** What {@code schema} asks for; empty if it says nothing that is short to tell. */
  static Optional<String> of(JsonNode schema) {
    JsonNode choices = schema.get("enum");
    if (choices != null && choices.isArray()) {
      return Optional.of(oneOf(choices));
    }
    JsonNode only = schema.get("const");
    if (only != null) {
      return Optional.of(only.toString());
    }
    JsonNode type = schema.get("type");
    if (type == null) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(each -> names.add(each.asString()));
    } else {
      names.add(type.asString());
    }
    return Optional.of(
        names.stream().map(name -> ofType(name, schema)).collect(Collectors.joining(" or ")));
  }

  private static String oneOf(JsonNode choices) {
    String listed =
        choices
            .valueStream()
            .limit(MOST_CHOICES)
            .map(JsonNode::toString)
            .collect(Collectors.joining(", "));
    return "one of " + listed + (choices.size() > MOST_CHOICES ? ", …" : "");
  }

  private static String ofType(String type, JsonNode schema) {
    return switch (type) {
      case "string" -> "a string" + format(schema) + lengths(schema) + pattern(schema);
      case "integer" -> "an integer" + range(schema, "minimum", "maximum", "");
      case "number" -> "a number" + range(schema, "minimum", "maximum", "");
      case "boolean" -> "true or false";
      case "array" -> "an array" + range(schema, "minItems", "maxItems", " items");
      case "object" -> "an object";
      default -> type;
    };
  }

  private static String format(JsonNode schema) {
    JsonNode format = schema.get("format");
    if (format == null) {
      return "";
    }
    String example = EXAMPLES.get(format.asString());
    return " in the format "
        + format.asString()
        + (example == null ? "" : " (like " + example + ")");
  }

  private static String lengths(JsonNode schema) {
    return range(schema, "minLength", "maxLength", " characters");
  }

  private static String pattern(JsonNode schema) {
    JsonNode pattern = schema.get("pattern");
    return pattern == null ? "" : " that matches " + pattern.asString();
  }

  private static String range(JsonNode schema, String least, String most, String unit) {
    JsonNode low = schema.get(least);
    JsonNode high = schema.get(most);
    String lead = unit.isEmpty() ? " " : " of ";
    if (low != null && high != null) {
      return (unit.isEmpty() ? " from " : lead) + low + " to " + high + unit;
    }
    if (low != null) {
      return lead + (unit.isEmpty() ? "of at least " : "at least ") + low + unit;
    }
    return high == null ? "" : lead + (unit.isEmpty() ? "of at most " : "at most ") + high + unit;
  }
}
