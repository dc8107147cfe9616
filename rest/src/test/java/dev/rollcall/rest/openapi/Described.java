package dev.rollcall.rest.openapi;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The description, as tests read it. */
public final class Described {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final JsonNode document = OpenApiDocument.at("http://rollcall.example");

  /** The whole document. */
  public JsonNode document() {
    return document;
  }

  /** What {@code node} stands for, if it only refers to something else. */
  public JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }

  /** Each operation, by method in capitals and path. */
  public Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .get("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        operations.put(method.toUpperCase(Locale.ROOT) + " " + path, operation);
                      }
                    }));
    return operations;
  }

  /** The operation with this id. */
  public JsonNode operation(String id) {
    return operations().values().stream()
        .filter(each -> each.get("operationId").asString().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + id));
  }

  /** The fields of an operation's form, by name. */
  public JsonNode form(String id) {
    return operation(id)
        .at("/requestBody/content/application~1x-www-form-urlencoded/schema/properties");
  }

  /** A parameter of an operation's query. */
  public Optional<JsonNode> query(String id, String name) {
    return operation(id)
        .path("parameters")
        .valueStream()
        .map(this::resolved)
        .filter(each -> each.get("name").asString().equals(name))
        .findFirst();
  }

  /** The values of an enumeration, without null. */
  public static Set<String> values(JsonNode schema) {
    return schema
        .get("enum")
        .valueStream()
        .filter(each -> !each.isNull())
        .map(JsonNode::asString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A property of one of the schemas. */
  public JsonNode property(String schema, String name) {
    return document.at("/components/schemas/" + schema + "/properties/" + name);
  }
}
