package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the references of one description, as the stock libraries of the Open Context Protocol
 * do.
 *
 * <ul>
 *   <li>A reference to elsewhere in the document is replaced by what it points to; one to nothing
 *       or to another document stays.
 *   <li>Within {@code anyOf}, {@code oneOf} and {@code allOf}, however deep, one to an object
 *       schema stays: such schemas branch so much that they cannot be written out.
 *   <li>One that leads back into itself ends in a schema that says so.
 *   <li>Each is followed once; what it gave serves all later uses. Nodes are therefore shared and
 *       not to be changed.
 * </ul>
 *
 * <p>The stock libraries serve what was found within {@code anyOf} outside of it too, so that a
 * tool depends on those before it; {@link Compatibility#STOCK} repeats that. {@link
 * Compatibility#CORRECT} keeps the two apart, decodes pointers (RFC 6901 §3 and §6), and lets keys
 * beside a reference add to what it points to (OpenAPI 3.1).
 */
final class References {
  private static final List<String> POLYMORPHIC = List.of("anyOf", "oneOf", "allOf");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REFERENCE = "$ref";

  private final JsonNode document;
  private final Compatibility compatibility;
  private final Budget budget;
  private final Map<Followed, Unfolded> memory = new HashMap<>();
  private final Set<String> underway = new HashSet<>();

  References(JsonNode document, Compatibility compatibility, Budget budget) {
    this.document = document;
    this.compatibility = compatibility;
    this.budget = budget;
  }

  private record Followed(String reference, boolean polymorphic) {}

  private record Unfolded(JsonNode node, long weight, int height) {}

  /** {@code schema} with its references followed. */
  JsonNode unfold(JsonNode schema) {
    Unfolded unfolded = unfold(schema, false, 0);
    budget.unfold(unfolded.weight());
    return unfolded.node();
  }

  /** What {@code node} refers to if it is a reference, however often it has to be followed. */
  JsonNode target(JsonNode node) {
    Set<String> followed = new HashSet<>();
    JsonNode target = node;
    while (reference(target).isPresent()) {
      String reference = reference(target).get();
      if (!followed.add(reference)) {
        return NODES.missingNode();
      }
      budget.step(0);
      target = find(reference).orElse(NODES.missingNode());
    }
    return target;
  }

  /** The reference that {@code node} is, with or without keys beside it. */
  static Optional<String> reference(JsonNode node) {
    return node.path(REFERENCE).stringValueOpt();
  }

  /** What {@code reference} points to in this document. */
  Optional<JsonNode> find(String reference) {
    if (!reference.startsWith("#/")) {
      return Optional.empty();
    }
    budget.work(Budget.weight(reference));
    JsonNode node = document;
    for (String part : reference.substring(2).split("/", -1)) {
      Optional<JsonNode> child = Optional.empty();
      if (compatibility == Compatibility.CORRECT) {
        child = child(node, decoded(part));
      }
      JsonNode at = node;
      child = child.or(() -> child(at, part));
      if (child.isEmpty()) {
        return Optional.empty();
      }
      node = child.get();
    }
    return Optional.of(node).filter(found -> !found.isNull());
  }

  private static Optional<JsonNode> child(JsonNode node, String name) {
    if (node.isArray()) {
      try {
        return node.optional(Integer.parseInt(name));
      } catch (NumberFormatException notAnIndex) {
        return Optional.empty();
      }
    }
    return node.optional(name);
  }

  private static String decoded(String part) {
    String text = part;
    if (part.indexOf('%') >= 0) {
      try {
        text = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException notEncoded) {
        text = part;
      }
    }
    return text.replace("~1", "/").replace("~0", "~");
  }

  private Unfolded unfold(JsonNode node, boolean polymorphic, int depth) {
    budget.step(depth);
    if (node.isObject()) {
      return unfoldObject(node, polymorphic, depth);
    }
    if (node.isArray()) {
      return unfoldArray(node, polymorphic, depth);
    }
    return new Unfolded(node, node.isString() ? Budget.weight(node.stringValue()) : 1, 0);
  }

  private Unfolded unfoldArray(JsonNode array, boolean polymorphic, int depth) {
    ArrayNode elements = NODES.arrayNode(array.size());
    long weight = 1;
    int height = 0;
    for (JsonNode element : array) {
      Unfolded unfolded = unfold(element, polymorphic, depth + 1);
      elements.add(unfolded.node());
      weight += unfolded.weight();
      height = Math.max(height, unfolded.height());
    }
    return new Unfolded(elements, budget.checked(weight), height + 1);
  }

  private Unfolded unfoldObject(JsonNode object, boolean polymorphic, int depth) {
    Optional<String> branching =
        POLYMORPHIC.stream().filter(key -> object.path(key).isArray()).findFirst();
    Optional<String> reference = reference(object);
    if (branching.isEmpty() && reference.isPresent()) {
      if (object.size() == 1) {
        return follow(object, reference.get(), polymorphic, depth);
      }
      if (compatibility == Compatibility.CORRECT) {
        return followWithMore(object, reference.get(), polymorphic, depth);
      }
    }
    ObjectNode result = NODES.objectNode();
    Growth growth = new Growth();
    branching.ifPresent(
        key -> growth.add(result, key, unfoldArray(object.path(key), true, depth + 1)));
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      if (branching.isEmpty() || !key.equals(branching.get())) {
        boolean branches =
            compatibility == Compatibility.CORRECT
                && POLYMORPHIC.contains(key)
                && entry.getValue().isArray();
        growth.add(result, key, unfold(entry.getValue(), polymorphic || branches, depth + 1));
      }
    }
    return new Unfolded(result, budget.checked(growth.weight), growth.height + 1);
  }

  private Unfolded follow(JsonNode object, String reference, boolean polymorphic, int depth) {
    Optional<JsonNode> target = find(reference);
    if (target.isEmpty() || (polymorphic && staysReference(target.get()))) {
      return new Unfolded(object, 1 + Budget.weight(reference), 1);
    }
    Followed key = new Followed(reference, polymorphic && compatibility == Compatibility.CORRECT);
    Unfolded known = memory.get(key);
    if (known != null) {
      budget.step(depth + known.height());
      return known;
    }
    if (!underway.add(reference)) {
      ObjectNode circular = NODES.objectNode();
      circular.put("type", "object").put("description", "Circular reference");
      return new Unfolded(circular, 3, 1);
    }
    Unfolded unfolded = unfold(target.get(), polymorphic, depth + 1);
    underway.remove(reference);
    memory.put(key, unfolded);
    return unfolded;
  }

  private static boolean staysReference(JsonNode target) {
    return !target.isContainer()
        || target.path("type").asString("").equals("object")
        || target.has("properties");
  }

  private Unfolded followWithMore(
      JsonNode object, String reference, boolean polymorphic, int depth) {
    ObjectNode alone = NODES.objectNode().put(REFERENCE, reference);
    Unfolded target = follow(alone, reference, polymorphic, depth);
    ObjectNode result = NODES.objectNode();
    Growth growth = new Growth();
    growth.weight = target.weight();
    growth.height = target.height();
    if (target.node() instanceof ObjectNode found) {
      result.setAll(found);
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getKey().equals(REFERENCE)) {
        growth.add(result, entry.getKey(), unfold(entry.getValue(), polymorphic, depth + 1));
      }
    }
    return new Unfolded(result, budget.checked(growth.weight), growth.height + 1);
  }

  private static final class Growth {
    private long weight = 1;
    private int height;

    void add(ObjectNode object, String key, Unfolded value) {
      object.set(key, value.node());
      weight += Budget.weight(key) + value.weight();
      height = Math.max(height, value.height());
    }
  }
}
