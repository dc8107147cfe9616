package dev.rollcall.mcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the schema of one object, keys in the order in which they are given. */
final class Schemas {
  static final String DRAFT_07 = "http://json-schema.org/draft-07/schema#";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  private Schemas() {}

  static Schemas object() {
    return new Schemas();
  }

  /** An object whose first property says which conversation is meant. */
  static Schemas ofConversation() {
    return object().required("conversation_id", uuid());
  }

  Schemas required(String name, ObjectNode schema) {
    required.add(name);
    return optional(name, schema);
  }

  Schemas optional(String name, ObjectNode schema) {
    properties.put(name, schema);
    return this;
  }

  /** Adds what all lists take. */
  Schemas paged(int usual) {
    return optional("limit", limit(100, usual)).optional("cursor", cursor());
  }

  /** Adds the confirmation that destructive tools want. */
  Schemas confirmed() {
    return optional("confirm", described(flag(), "true, once a person agreed; cannot be undone"));
  }

  ObjectNode build() {
    ObjectNode schema = typed("object");
    ObjectNode names = schema.putObject("properties");
    properties.forEach(names::set);
    if (!required.isEmpty()) {
      ArrayNode array = schema.putArray("required");
      required.forEach(array::add);
    }
    return schema.put("additionalProperties", false);
  }

  /** The whole schema in draft-07, with a description. */
  ObjectNode buildDraft07(String description) {
    return build().put("description", description).put("$schema", DRAFT_07);
  }

  static ObjectNode text() {
    return typed("string");
  }

  static ObjectNode text(int longest) {
    return text().put("maxLength", longest);
  }

  static ObjectNode uuid() {
    return text().put("format", "uuid");
  }

  static ObjectNode flag() {
    return typed("boolean");
  }

  static ObjectNode limit(int most, int usual) {
    return typed("integer").put("minimum", 1).put("maximum", most).put("default", usual);
  }

  static ObjectNode cursor() {
    return described(text(Cursors.LONGEST), "page_info.next or .prev of an earlier answer");
  }

  @SafeVarargs
  static <E extends Enum<E>> ObjectNode choice(Function<E, String> spelling, E... values) {
    ObjectNode schema = text();
    ArrayNode names = schema.putArray("enum");
    for (E each : values) {
      names.add(spelling.apply(each));
    }
    return schema;
  }

  static ObjectNode choice(String... values) {
    ObjectNode schema = text();
    ArrayNode names = schema.putArray("enum");
    for (String each : values) {
      names.add(each);
    }
    return schema;
  }

  static ObjectNode list(ObjectNode items) {
    ObjectNode schema = typed("array");
    schema.set("items", items);
    return schema;
  }

  /** A text that may be null. */
  static ObjectNode textOrNull() {
    ObjectNode schema = NODES.objectNode();
    schema.putArray("type").add("string").add("null");
    return schema;
  }

  /** Any value. */
  static ObjectNode any() {
    return NODES.objectNode();
  }

  static ObjectNode typed(String type) {
    return NODES.objectNode().put("type", type);
  }

  static ObjectNode described(ObjectNode schema, String description) {
    return schema.put("description", description);
  }
}
