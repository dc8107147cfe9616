package dev.rollcall.ocp.discovery;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells what a schema says about its values through references and {@code allOf}. */
final class SchemaFacts {
  private final References references;
  private final Budget budget;

  SchemaFacts(References references, Budget budget) {
    this.references = references;
    this.budget = budget;
  }

  /**
   * What is said about a single value.
   *
   * @param type empty if the schema leaves it open
   */
  record Value(
      String description,
      Optional<JsonNode> type,
      Optional<JsonNode> allowed,
      Optional<JsonNode> format) {}

  /**
   * The properties of an object, in order.
   *
   * @param properties their schemas
   */
  record Shape(Map<String, JsonNode> properties, Set<String> required) {}

  /** What {@code schema} says about a value; what it says itself goes before what it refers to. */
  Value value(JsonNode schema) {
    Found found = new Found();
    look(schema, found, new HashSet<>(), 0);
    return found.value();
  }

  /** The properties of {@code schema} if it is of an object: its parts' and then its own. */
  Optional<Shape> shape(JsonNode schema) {
    Shape shape = new Shape(new LinkedHashMap<>(), new LinkedHashSet<>());
    return gather(schema, shape, new HashSet<>(), 0) ? Optional.of(shape) : Optional.empty();
  }

  private boolean gather(JsonNode schema, Shape shape, Set<String> followed, int depth) {
    budget.step(depth);
    budget.work(schema.path("type").size() + schema.path("required").size());
    boolean object =
        schema.path("properties").isObject() || Nodes.text(schema, "type").equals("object");
    object |= Nodes.texts(schema.path("type")).contains("object");
    Optional<String> reference = References.reference(schema);
    if (reference.isPresent() && followed.add(reference.get())) {
      Optional<JsonNode> target = references.find(reference.get());
      object |= target.isPresent() && gather(target.get(), shape, followed, depth + 1);
    }
    if (schema.path("allOf").isArray()) {
      for (JsonNode part : schema.path("allOf")) {
        object |= gather(part, shape, followed, depth + 1);
      }
    }
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      budget.step(depth);
      shape.properties().put(property.getKey(), property.getValue());
    }
    shape.required().addAll(Nodes.texts(schema.path("required")));
    return object;
  }

  private void look(JsonNode schema, Found found, Set<String> followed, int depth) {
    budget.step(depth);
    found.take(schema);
    Optional<String> reference = References.reference(schema);
    if (reference.isPresent() && followed.add(reference.get())) {
      Optional<JsonNode> target = references.find(reference.get());
      if (target.isPresent()) {
        look(target.get(), found, followed, depth + 1);
      }
    }
    if (schema.path("allOf").isArray()) {
      for (JsonNode part : schema.path("allOf")) {
        look(part, found, followed, depth + 1);
      }
    }
    for (String branches : List.of("anyOf", "oneOf")) {
      if (found.type == null && schema.path(branches).isArray()) {
        lookAtBranches(schema.path(branches), found, followed, depth + 1);
      }
    }
    found.guess(schema);
  }

  /** Branches tell something if all but {@code null} are of one type. */
  private void lookAtBranches(JsonNode branches, Found found, Set<String> followed, int depth) {
    Set<JsonNode> types = new LinkedHashSet<>();
    @Nullable Found last = null;
    int count = 0;
    budget.work(branches.size());
    for (JsonNode branch : branches) {
      if (Nodes.text(branch, "type").equals("null")) {
        continue;
      }
      last = new Found();
      look(branch, last, followed, depth);
      if (last.type == null) {
        return;
      }
      types.add(last.type);
      count++;
    }
    if (last != null && types.size() == 1) {
      found.type = last.type;
      if (count == 1) {
        found.takeRest(last);
      }
    }
  }

  private static final class Found {
    private String description = "";
    private @Nullable JsonNode type;
    private @Nullable JsonNode allowed;
    private @Nullable JsonNode format;

    void take(JsonNode schema) {
      if (description.isEmpty()) {
        description = Nodes.text(schema, "description");
      }
      JsonNode ownType = schema.path("type");
      if (type == null && (ownType.isString() || ownType.isArray())) {
        type = ownType;
      }
      if (allowed == null && schema.path("enum").isArray()) {
        allowed = schema.path("enum");
      }
      if (format == null && schema.path("format").isString()) {
        format = schema.path("format");
      }
    }

    void takeRest(Found other) {
      description = description.isEmpty() ? other.description : description;
      allowed = allowed == null ? other.allowed : allowed;
      format = format == null ? other.format : format;
    }

    /** A schema without a type is of what its keywords are for. */
    void guess(JsonNode schema) {
      if (type == null && schema.path("properties").isObject()) {
        type = JsonNodeFactory.instance.stringNode("object");
      } else if (type == null && schema.has("items")) {
        type = JsonNodeFactory.instance.stringNode("array");
      }
    }

    Value value() {
      return new Value(
          description,
          Optional.ofNullable(type),
          Optional.ofNullable(allowed),
          Optional.ofNullable(format));
    }
  }
}
