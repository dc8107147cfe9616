package dev.rollcall.ocp.discovery;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads parameters as the stock libraries of the Open Context Protocol do: those of the path and
 * those behind references are lost, so are all bodies but plain JSON objects, and a property of a
 * body replaces a parameter of the same name.
 */
final class StockParameterReader implements ParameterReader {
  private final References references;
  private final Budget budget;
  private final boolean swagger;

  StockParameterReader(References references, Budget budget, boolean swagger) {
    this.references = references;
    this.budget = budget;
    this.swagger = swagger;
  }

  @Override
  public Taken read(JsonNode pathItem, JsonNode operation, String method) {
    Map<String, ToolParameter> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : operation.path("parameters").values()) {
      String name = Nodes.text(parameter, "name");
      if (!name.isEmpty()) {
        JsonNode schema = references.unfold(parameter.path("schema"));
        String location = Nodes.someText(parameter, "in").orElse("query");
        boolean required = Nodes.truthy(parameter, "required");
        put(parameters, name, parameter, required, location, schema, Nodes.some(schema, "format"));
      }
    }
    if (WITH_BODY.contains(method)) {
      if (swagger) {
        for (JsonNode parameter : operation.path("parameters").values()) {
          if (Nodes.text(parameter, "in").equals("body")) {
            putProperties(parameters, parameter.path("schema"));
          }
        }
      } else {
        putProperties(
            parameters,
            operation.path("requestBody").path("content").path(MediaTypes.JSON).path("schema"));
      }
    }
    return new Taken(parameters, false);
  }

  private void putProperties(Map<String, ToolParameter> parameters, JsonNode raw) {
    JsonNode schema = references.unfold(raw);
    if (!Nodes.text(schema, "type").equals("object")) {
      return;
    }
    Set<String> required = new HashSet<>(Nodes.texts(schema.path("required")));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode value = property.getValue();
      if (value.isContainer()) {
        boolean mustBe = required.contains(property.getKey());
        put(parameters, property.getKey(), value, mustBe, "body", value, Optional.empty());
      }
    }
  }

  private void put(
      Map<String, ToolParameter> parameters,
      String name,
      JsonNode described,
      boolean required,
      String location,
      JsonNode schema,
      Optional<JsonNode> format) {
    String description = Nodes.text(described, "description");
    budget.unfold(Budget.weight(name) + Budget.weight(description));
    JsonNode type =
        Nodes.truthy(schema, "type")
            ? schema.path("type")
            : JsonNodeFactory.instance.stringNode("string");
    parameters.put(
        name,
        new ToolParameter(
            description, required, location, type, Nodes.some(schema, "enum"), format));
  }
}
