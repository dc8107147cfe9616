package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The descriptions that the tests read, and what they were read as. */
final class Descriptions {
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Descriptions() {}

  static byte[] file(String name) {
    try (InputStream file = Descriptions.class.getResourceAsStream("/discovery/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static JsonNode json(String name) {
    return JSON.readTree(file(name));
  }

  /** JSON or YAML in a text block; apostrophes stand for quotation marks. */
  static byte[] text(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  static ApiDescription read(Compatibility compatibility, String text) {
    return new Discovery(compatibility).read(text(text));
  }

  static JsonNode node(String text) {
    return JSON.readTree(text(text));
  }

  /** A description whose only operation answers the schema {@code response}. */
  static String answering(String response, String schemas) {
    return """
    {'openapi': '3.1.0', 'paths': {'/a': {'get': {'responses': {'200': {'content':
      {'application/json': {'schema': %s}}}}}}}, 'components': {'schemas': {%s}}}
    """
        .formatted(response, schemas);
  }

  /** A description whose only operation, a POST to {@code /a/{id}}, is {@code operation}. */
  static String posting(String operation, String components) {
    return """
    {'openapi': '3.0.3', 'paths': {'/a/{id}': {'post': %s}}, 'components': {%s}}
    """
        .formatted(operation, components);
  }

  static ToolParameter parameter(Tool tool, String name) {
    return Objects.requireNonNull(tool.parameters().get(name), name);
  }

  static String written(List<Tool> tools) {
    ArrayNode array = JSON.createArrayNode();
    tools.forEach(tool -> array.add(ToolJson.write(tool)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(array);
  }
}
