package dev.rollcall.ocp.discovery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads parameters as the specifications of OpenAPI mean them. Tools have one value for a name: a
 * parameter of the path always keeps its own, else a later one replaces an earlier. Of a body, its
 * properties are taken; one that is no object cannot be said in a tool and is left out.
 */
final class CorrectParameterReader implements ParameterReader {
  private final References references;
  private final SchemaFacts facts;
  private final Budget budget;
  private final boolean swagger;

  CorrectParameterReader(References references, Budget budget, boolean swagger) {
    this.references = references;
    this.facts = new SchemaFacts(references, budget);
    this.budget = budget;
    this.swagger = swagger;
  }

  private record Place(String name, String location) {}

  @Override
  public Taken read(JsonNode pathItem, JsonNode operation, String method) {
    Map<Place, JsonNode> described = new LinkedHashMap<>();
    describe(described, pathItem.path("parameters"));
    describe(described, operation.path("parameters"));
    Map<String, ToolParameter> parameters = new LinkedHashMap<>();
    List<JsonNode> bodies = new ArrayList<>();
    boolean form = false;
    for (Map.Entry<Place, JsonNode> entry : described.entrySet()) {
      Place place = entry.getKey();
      JsonNode parameter = entry.getValue();
      boolean required = place.location().equals("path") || Nodes.truthy(parameter, "required");
      if (swagger && place.location().equals("body")) {
        bodies.add(parameter.path("schema"));
      } else if (swagger && place.location().equals("formData")) {
        form = true;
        put(parameters, place.name(), "body", required, parameter);
      } else {
        put(parameters, place.name(), place.location(), required, parameter);
      }
    }
    if (WITH_BODY.contains(method)) {
      bodies.forEach(schema -> putProperties(parameters, schema));
      if (!swagger) {
        form = putBody(parameters, references.target(operation.path("requestBody")));
      }
    }
    return new Taken(parameters, form);
  }

  /** Whether the body is a form. */
  private boolean putBody(Map<String, ToolParameter> parameters, JsonNode body) {
    budget.work(body.path("content").size());
    Optional<JsonNode> json = MediaTypes.json(body.path("content"));
    if (json.isPresent() && putProperties(parameters, json.get().path("schema"))) {
      return false;
    }
    Optional<JsonNode> form = MediaTypes.form(body.path("content"));
    return form.isPresent() && putProperties(parameters, form.get().path("schema"));
  }

  private void describe(Map<Place, JsonNode> described, JsonNode parameters) {
    if (!parameters.isArray()) {
      return;
    }
    budget.work(parameters.size());
    for (JsonNode each : parameters) {
      JsonNode parameter = references.target(each);
      String name = Nodes.text(parameter, "name");
      if (!name.isEmpty()) {
        String location = Nodes.someText(parameter, "in").orElse("query");
        described.put(new Place(name, location), parameter);
      }
    }
  }

  /** Whether the body that {@code schema} describes is an object. */
  private boolean putProperties(Map<String, ToolParameter> parameters, JsonNode schema) {
    Optional<SchemaFacts.Shape> shape = facts.shape(schema);
    if (shape.isEmpty()) {
      return false;
    }
    Set<String> required = shape.get().required();
    shape
        .get()
        .properties()
        .forEach(
            (name, property) -> {
              boolean forbidden = property.isBoolean() && !property.asBoolean();
              if (!forbidden) {
                put(parameters, name, "body", required.contains(name), property);
              }
            });
    return true;
  }

  private void put(
      Map<String, ToolParameter> parameters,
      String name,
      String location,
      boolean required,
      JsonNode described) {
    ToolParameter earlier = parameters.get(name);
    if (earlier != null && earlier.location().equals("path")) {
      return;
    }
    SchemaFacts.Value value = facts.value(described);
    String description = value.description();
    if (described.path("schema").isObject()) {
      value = facts.value(described.path("schema"));
      description = Nodes.text(described, "description");
    }
    budget.unfold(Budget.weight(name) + Budget.weight(description));
    value.allowed().ifPresent(budget::unfold);
    value.type().ifPresent(budget::unfold);
    parameters.put(
        name,
        new ToolParameter(
            description,
            required,
            location,
            value.type().orElseGet(() -> JsonNodeFactory.instance.stringNode("string")),
            value.allowed(),
            value.format()));
  }
}
