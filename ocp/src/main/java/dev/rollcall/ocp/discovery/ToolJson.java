package dev.rollcall.ocp.discovery;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tools as JSON: the objects that registries serve, and that the stock libraries of the Open
 * Context Protocol keep in their caches.
 *
 * <p>A tool whose body is a form also has {@code request_content_type}, which is an addition of
 * this library; others do not look at it.
 */
public final class ToolJson {
  private static final String CONTENT_TYPE = "request_content_type";

  private ToolJson() {}

  /**
   * The JSON object of {@code tool}, which shares its schemas with it; what it lacks is left out.
   */
  public static JsonNode write(Tool tool) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", tool.name());
    json.put("description", tool.description());
    json.put("method", tool.method());
    json.put("path", tool.path());
    ObjectNode parameters = json.putObject("parameters");
    tool.parameters().forEach((name, parameter) -> parameters.set(name, write(parameter)));
    tool.responseSchema().ifPresent(schema -> json.set("response_schema", schema));
    tool.operationId().ifPresent(id -> json.put("operation_id", id));
    ArrayNode tags = json.putArray("tags");
    tool.tags().forEach(tags::add);
    tool.resource().ifPresent(resource -> json.put("resource", resource));
    if (tool.form()) {
      json.put(CONTENT_TYPE, MediaTypes.FORM);
    }
    return json;
  }

  private static ObjectNode write(ToolParameter parameter) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("description", parameter.description());
    json.put("required", parameter.required());
    json.put("location", parameter.location());
    json.set("type", parameter.type());
    parameter.allowed().ifPresent(allowed -> json.set("enum", allowed));
    parameter.format().ifPresent(format -> json.set("format", format));
    return json;
  }

  /**
   * The tool that {@code json} is. Only its name and path have to be there; null counts as missing,
   * and keys that are not known are skipped.
   *
   * @throws DiscoveryException if it has no name or no path, or if its path does not begin with a
   *     slash: after a base URL that would be a part of the host's name
   */
  public static Tool read(JsonNode json) {
    String name =
        Nodes.someText(json, "name")
            .orElseThrow(() -> new DiscoveryException("A tool has no name"));
    String path =
        Nodes.someText(json, "path")
            .orElseThrow(() -> new DiscoveryException("The tool " + name + " has no path"));
    if (!path.startsWith("/")) {
      throw new DiscoveryException("The path of the tool " + name + " does not begin with a slash");
    }
    Map<String, ToolParameter> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.path("parameters").properties()) {
      parameters.put(entry.getKey(), readParameter(entry.getValue()));
    }
    return new Tool(
        name,
        Nodes.text(json, "description"),
        Nodes.someText(json, "method").orElse("GET").toUpperCase(Locale.ROOT),
        path,
        parameters,
        Nodes.some(json, "response_schema"),
        Nodes.someText(json, "operation_id"),
        Nodes.texts(json.path("tags")),
        MediaTypes.isForm(Nodes.text(json, CONTENT_TYPE)),
        Nodes.someText(json, "resource"));
  }

  private static ToolParameter readParameter(JsonNode json) {
    Optional<JsonNode> type = Nodes.some(json, "type");
    return new ToolParameter(
        Nodes.text(json, "description"),
        Nodes.truthy(json, "required"),
        Nodes.someText(json, "location").orElse("query"),
        type.orElseGet(() -> JsonNodeFactory.instance.stringNode("string")),
        Nodes.some(json, "enum"),
        Nodes.some(json, "format"));
  }
}
