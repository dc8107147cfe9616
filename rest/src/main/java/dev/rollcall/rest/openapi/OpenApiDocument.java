package dev.rollcall.rest.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description in OpenAPI 3.1. It is written by hand in one file for each group of resources,
 * and joined here.
 */
public final class OpenApiDocument {
  /** The first has the head of the document and what the others share. */
  private static final List<String> FILES =
      List.of(
          "base",
          "accounts",
          "conferences",
          "participants",
          "calls",
          "insights",
          "users",
          "events",
          "quality",
          "deliveries",
          "server",
          "ocp");

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final ObjectNode JOINED = joined();

  private OpenApiDocument() {}

  /** The document for clients that reach the server at {@code origin}; the caller's own copy. */
  public static JsonNode at(String origin) {
    ObjectNode document = JOINED.deepCopy();
    document.putArray("servers").addObject().put("url", origin);
    return document;
  }

  /** The same in JSON. */
  static byte[] jsonAt(String origin) {
    return MAPPER.writeValueAsBytes(at(origin));
  }

  private static ObjectNode joined() {
    ObjectNode document = MAPPER.createObjectNode();
    FILES.forEach(file -> add(document, read(file), file));
    ContextMarks.addTo(document);
    document
        .get("paths")
        .valueStream()
        .flatMap(JsonNode::valueStream)
        .forEach(OpenApiDocument::orJson);
    return document;
  }

  /** Wherever a form is taken, a JSON object of the same names is. */
  private static void orJson(JsonNode operation) {
    JsonNode content = operation.path("requestBody").path("content");
    content
        .optional(FORM)
        .ifPresent(form -> ((ObjectNode) content).set("application/json", form.deepCopy()));
  }

  private static ObjectNode read(String file) {
    try (InputStream in = OpenApiDocument.class.getResourceAsStream(file + ".json")) {
      return (ObjectNode)
          MAPPER.readTree(
              Optional.ofNullable(in)
                  .orElseThrow(() -> new IllegalStateException("no resource " + file + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Objects are joined, anything else may be said once. */
  private static void add(ObjectNode whole, ObjectNode part, String file) {
    part.forEachEntry(
        (name, value) -> {
          Optional<JsonNode> known = whole.optional(name);
          if (known.isEmpty()) {
            whole.set(name, value);
          } else if (known.get() instanceof ObjectNode into && value instanceof ObjectNode more) {
            add(into, more, file);
          } else {
            throw new IllegalStateException(file + ".json says '" + name + "' a second time");
          }
        });
  }
}
