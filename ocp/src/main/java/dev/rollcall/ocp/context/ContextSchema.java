package dev.rollcall.ocp.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON schema of the context object, and whether a context keeps it. */
public final class ContextSchema {
  private static final JsonNode SCHEMA = load();

  private ContextSchema() {}

  private static JsonNode load() {
    try (InputStream resource =
        Objects.requireNonNull(
            ContextSchema.class.getResourceAsStream("ocp-context.json"),
            "ocp-context.json is missing beside this class")) {
      return JsonMapper.shared().readTree(resource);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A copy of the schema: JSON Schema, draft 7. */
  public static JsonNode schema() {
    return SCHEMA.deepCopy();
  }

  public static ValidationResult validate(AgentContext context) {
    return validate(context.toJson());
  }

  /** Whether {@code context} keeps the schema; formats are checked too. */
  public static ValidationResult validate(JsonNode context) {
    List<String> errors = new ArrayList<>();
    check(context, SCHEMA, "context", errors);
    return new ValidationResult(errors);
  }

  /** A context as near to the schema as it can be brought, and what is still wrong with it. */
  public record Fixed(AgentContext context, ValidationResult result) {}

  /** Begins the context's id with {@code ocp-} if it does not. */
  public static Fixed fix(AgentContext context) {
    AgentContextBuilder copy = AgentContextBuilder.reading(context.toJson());
    if (!context.contextId().startsWith("ocp-")) {
      copy.contextId("ocp-" + context.contextId());
    }
    AgentContext fixed = copy.build();
    return new Fixed(fixed, validate(fixed));
  }

  /** Knows the keywords that the schema uses, and no others. */
  private static void check(JsonNode value, JsonNode schema, String place, List<String> errors) {
    JsonNode types = schema.path("type");
    if (!types.isMissingNode() && !isOneOf(value, types)) {
      errors.add("%s: is %s, not %s".formatted(place, kind(value), expected(types)));
      return;
    }
    if (value.isString()) {
      checkText(value.stringValue(), schema, place, errors);
    }
    if (value.isNumber() && value.decimalValue().doubleValue() < lowest(schema)) {
      errors.add("%s: is less than %s".formatted(place, schema.get("minimum")));
    }
    if (value.isArray()) {
      if (value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE)) {
        errors.add("%s: has more than %s items".formatted(place, schema.get("maxItems")));
      }
      for (int item = 0; item < value.size(); item++) {
        check(value.get(item), schema.path("items"), place + "[" + item + "]", errors);
      }
    }
    if (value instanceof ObjectNode object) {
      checkObject(object, schema, place, errors);
    }
  }

  private static double lowest(JsonNode schema) {
    return schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
  }

  private static void checkText(String text, JsonNode schema, String place, List<String> errors) {
    JsonNode pattern = schema.path("pattern");
    if (pattern.isString() && !Pattern.compile(pattern.stringValue()).matcher(text).find()) {
      errors.add("%s: does not match %s".formatted(place, pattern.stringValue()));
    }
    boolean formatted =
        switch (schema.path("format").asString("")) {
          case "date-time" -> isTime(text);
          case "uri" -> isUri(text);
          default -> true;
        };
    if (!formatted) {
      errors.add("%s: is no %s".formatted(place, schema.path("format").stringValue()));
    }
  }

  private static void checkObject(
      ObjectNode object, JsonNode schema, String place, List<String> errors) {
    for (JsonNode key : schema.path("required")) {
      if (!object.has(key.stringValue())) {
        errors.add("%s: '%s' is missing".formatted(place, key.stringValue()));
      }
    }
    object
        .properties()
        .forEach(
            entry -> {
              String inside = place + "." + entry.getKey();
              JsonNode known = schema.path("properties").path(entry.getKey());
              if (known.isMissingNode()) {
                known = byPattern(entry.getKey(), schema.path("patternProperties"));
              }
              if (!known.isMissingNode()) {
                check(entry.getValue(), known, inside, errors);
              } else if (!schema.path("additionalProperties").asBoolean(true)) {
                errors.add("%s: is not allowed".formatted(inside));
              }
            });
  }

  private static JsonNode byPattern(String key, JsonNode patterns) {
    return patterns.properties().stream()
        .filter(entry -> Pattern.compile(entry.getKey()).matcher(key).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  private static boolean isOneOf(JsonNode value, JsonNode types) {
    if (types.isString()) {
      return is(value, types.stringValue());
    }
    for (JsonNode type : types) {
      if (is(value, type.stringValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(JsonNode value, String type) {
    return kind(value).equals(type) || (type.equals("number") && value.isNumber());
  }

  private static String kind(JsonNode value) {
    if (value.isNumber()) {
      return value.isIntegralNumber() || value.doubleValue() % 1 == 0 ? "integer" : "number";
    }
    if (value.isObject()) {
      return "object";
    }
    if (value.isArray()) {
      return "array";
    }
    if (value.isBoolean()) {
      return "boolean";
    }
    return value.isString() ? "string" : "null";
  }

  private static String expected(JsonNode types) {
    if (types.isString()) {
      return types.stringValue();
    }
    List<String> names = new ArrayList<>();
    types.forEach(type -> names.add(type.stringValue()));
    return String.join(" or ", names);
  }

  private static boolean isTime(String text) {
    try {
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text);
      return true;
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).isAbsolute();
    } catch (IllegalArgumentException noUri) {
      return false;
    }
  }
}
