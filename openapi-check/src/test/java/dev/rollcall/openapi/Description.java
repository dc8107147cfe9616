package dev.rollcall.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a server says of itself, read. */
final class Description {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "post", "delete", "put", "patch");

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();

  Description(String json) {
    document = read(json);
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            operations.add(
                                new Operation(
                                    entry.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    path.getValue(),
                                    entry.getValue()));
                          }
                        }));
  }

  static JsonNode read(String json) {
    try {
      return json.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An operation; {@code item} is what all operations of its path share. */
  final class Operation {
    private final String method;
    private final String template;
    private final JsonNode item;
    private final JsonNode described;
    private final Pattern path;

    private Operation(String method, String template, JsonNode item, JsonNode described) {
      this.method = method;
      this.template = template;
      this.item = item;
      this.described = described;
      path = Pattern.compile(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
    }

    String id() {
      return described.get("operationId").asText();
    }

    String method() {
      return method;
    }

    String template() {
      return template;
    }

    /** Whether anybody may ask. */
    boolean isOpen() {
      return described.has("security") && described.get("security").isEmpty();
    }

    /** The statuses that are told, without the {@code default}. */
    Set<Integer> statuses() {
      return described.get("responses").properties().stream()
          .map(Map.Entry::getKey)
          .filter(status -> !status.equals("default"))
          .map(Integer::valueOf)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The answer of the status that is told as an example; missing if there is none. */
    JsonNode example(int status) {
      return resolved(described.get("responses").path(Integer.toString(status)))
          .at("/content/application~1json/example");
    }

    /** The names of the parameters that stand in {@code place}: path, query or header. */
    Set<String> parameters(String place) {
      Set<String> names = new TreeSet<>();
      for (JsonNode owner : List.of(item, described)) {
        for (JsonNode each : owner.path("parameters")) {
          JsonNode parameter = resolved(each);
          if (parameter.get("in").asText().equals(place)) {
            names.add(parameter.get("name").asText());
          }
        }
      }
      return names;
    }

    /** The names of the fields of its form or JSON object. */
    Set<String> fields() {
      Set<String> names = new TreeSet<>();
      for (JsonNode content : described.at("/requestBody/content")) {
        content.at("/schema/properties").fieldNames().forEachRemaining(names::add);
      }
      return names;
    }

    /** Whether its body is JSON and cannot be a form. */
    boolean takesJsonAlone() {
      JsonNode content = described.at("/requestBody/content");
      return content.has("application/json") && content.size() == 1;
    }

    @Override
    public String toString() {
      return id() + ", " + method + " " + template;
    }
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** The operation that a request means. */
  Operation operation(String method, String path) {
    return operations.stream()
        .filter(each -> each.method.equals(method) && each.path.matcher(path).matches())
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  /**
   * Which fields an answer has, at whatever depth. The parameters of events and deliveries are told
   * to be any.
   */
  static Set<String> shape(JsonNode node) {
    Set<String> shape = new TreeSet<>();
    collect(shape, "", node);
    return shape;
  }

  private static void collect(Set<String> shape, String at, JsonNode node) {
    node.properties()
        .forEach(
            field -> {
              String place = at + "/" + field.getKey();
              shape.add(place);
              if (!field.getKey().equals("parameters")) {
                collect(shape, place, field.getValue());
              }
            });
    if (node.isArray()) {
      StreamSupport.stream(node.spliterator(), false)
          .forEach(each -> collect(shape, at + "/*", each));
    }
  }
}
