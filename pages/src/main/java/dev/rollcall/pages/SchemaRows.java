package dev.rollcall.pages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Schema as the rows of a table for people: each property with its type, its limits and what
 * it means; those of objects within objects named by the way to them, such as {@code
 * data[].user_id}. Schemas of others may be endless; there is an end to their tables.
 */
public final class SchemaRows {
  /** How many rows a table has at most. */
  static final int MOST_ROWS = 500;

  private static final int DEEPEST = 16;
  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_DESCRIPTION = 1_000;
  private static final List<String> FORMS = List.of("oneOf", "anyOf");

  private final List<Map<String, Object>> rows = new ArrayList<>();
  private boolean cut;

  private SchemaRows() {}

  /**
   * The properties of what a schema describes, to fill the part {@code schema} of a page with.
   *
   * @param caption what the table is called
   */
  public static Map<String, Object> of(JsonNode schema, String caption) {
    SchemaRows table = new SchemaRows();
    if (isWholeValue(schema)) {
      table.add("(the value)", schema, false, "");
    }
    table.below("", schema, "", 0);
    return table.content(caption);
  }

  /**
   * Named parameters, each a schema that says itself whether it is {@code required} and at which
   * {@code location} of a request it stands.
   */
  public static Map<String, Object> ofParameters(JsonNode parameters, String caption) {
    SchemaRows table = new SchemaRows();
    parameters.forEachEntry(
        (name, schema) -> {
          table.add(
              name,
              schema,
              schema.path("required").asBoolean(false),
              schema.path("location").asString(""));
          table.below(name, schema, "", 1);
        });
    return table.content(caption);
  }

  private Map<String, Object> content(String caption) {
    return Map.of("caption", caption, "rows", rows, "any", !rows.isEmpty(), "cut", cut);
  }

  /** Whether it is something else than an object, whose members tell all there is to say. */
  private static boolean isWholeValue(JsonNode schema) {
    return schema.has("type") && !SchemaWords.type(schema).equals("object");
  }

  /** The rows of what is within the value called {@code name}. */
  private void below(String name, JsonNode schema, String condition, int depth) {
    if (depth > DEEPEST) {
      cut = true;
      return;
    }
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(each -> required.add(each.asString("")));
    schema
        .path("properties")
        .forEachEntry(
            (member, inner) -> {
              String inside = name.isEmpty() ? member : name + "." + member;
              add(inside, inner, required.contains(member), condition);
              below(inside, inner, "", depth + 1);
            });
    JsonNode items = schema.path("items");
    if (items.isObject()) {
      nested(name + "[]", items, depth);
    }
    JsonNode others = schema.path("additionalProperties");
    if (others.isObject() && !others.isEmpty()) {
      nested(name + (name.isEmpty() ? "*" : ".*"), others, depth);
    }
    schema.path("allOf").forEach(part -> below(name, part, condition, depth + 1));
    for (String word : FORMS) {
      JsonNode forms = schema.path(word);
      int number = 0;
      for (JsonNode form : forms) {
        number++;
        below(name, form, "form " + number + " of " + forms.size(), depth + 1);
      }
    }
  }

  /** What each of many is: a row of its own if there is something to say that no other row says. */
  private void nested(String name, JsonNode schema, int depth) {
    if (schema.has("description") || !SchemaWords.limits(schema).isEmpty()) {
      add(name, schema, false, "");
    }
    below(name, schema, "", depth + 1);
  }

  private void add(String name, JsonNode schema, boolean required, String place) {
    if (rows.size() >= MOST_ROWS) {
      cut = true;
      return;
    }
    String shown = Texts.shortened(name, LONGEST_NAME);
    String limits = String.join("; ", SchemaWords.limits(schema));
    String description =
        Texts.shortened(schema.path("description").asString(""), LONGEST_DESCRIPTION);
    rows.add(
        Map.of(
            "parts",
            Texts.parts(shown),
            "code",
            Templates.code(shown),
            "required",
            required,
            "place",
            place,
            "placed",
            !place.isEmpty(),
            "type",
            SchemaWords.type(schema),
            "limits",
            limits,
            "limited",
            !limits.isEmpty(),
            "description",
            description,
            "described",
            !description.isEmpty()));
  }
}
