package dev.rollcall.registry;

import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool as the registry keeps it: its JSON as agents get it, and of that what lists need.
 *
 * @param slug its name in addresses; no other tool of the API has the same
 * @param resource what it is grouped by
 * @param json the tool object, without nulls and with a {@code response_schema}, which is empty if
 *     the description has none
 */
record RegisteredTool(
    String name,
    String slug,
    String description,
    String method,
    String path,
    Optional<String> resource,
    String json) {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final List<String> ORDER =
      List.of(
          "name",
          "description",
          "method",
          "path",
          "parameters",
          "response_schema",
          "operation_id",
          "tags",
          "resource");
  private static final Set<String> OBJECTS = Set.of("parameters", "response_schema");

  /** The tools of a description, in its order, each grouped by its first tag. */
  static List<RegisteredTool> of(List<Tool> tools) {
    return ofJson(tools.stream().<JsonNode>map(RegisteredTool::written).toList());
  }

  /** Tools from their JSON. */
  static List<RegisteredTool> ofJson(Iterable<JsonNode> tools) {
    List<RegisteredTool> registered = new ArrayList<>();
    Set<String> slugs = new HashSet<>();
    for (JsonNode tool : tools) {
      ObjectNode ordered = ordered(tool);
      String name = ordered.path("name").asString("");
      registered.add(
          new RegisteredTool(
              name,
              free(slug(name), slugs),
              ordered.path("description").asString(""),
              ordered.path("method").asString(""),
              ordered.path("path").asString(""),
              ordered.optional("resource").map(JsonNode::asString),
              MAPPER.writeValueAsString(ordered)));
    }
    return List.copyOf(registered);
  }

  /** How many bytes its JSON is. */
  int bytes() {
    return json.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The tool object. */
  JsonNode tree() {
    return MAPPER.readTree(json);
  }

  private static ObjectNode written(Tool tool) {
    ObjectNode written = ordered(ToolJson.write(tool));
    if (!written.has("resource") && !tool.tags().isEmpty()) {
      written.put("resource", tool.tags().getFirst());
    }
    return written;
  }

  /** Its members in the order that agents know, then any others. */
  private static ObjectNode ordered(JsonNode tool) {
    ObjectNode ordered = MAPPER.createObjectNode();
    for (String member : ORDER) {
      Optional<JsonNode> value = tool.optional(member).filter(each -> !each.isNull());
      if (value.isPresent()) {
        ordered.set(member, value.get());
      } else if (OBJECTS.contains(member)) {
        ordered.putObject(member);
      }
    }
    tool.forEachEntry(
        (member, value) -> {
          if (!ordered.has(member) && !value.isNull()) {
            ordered.set(member, value);
          }
        });
    return ordered;
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  private static String free(String slug, Set<String> taken) {
    String free = slug;
    for (int number = 2; !taken.add(free); number++) {
      free = slug + "-" + number;
    }
    return free;
  }

  /** Without the JSON. */
  @Override
  public String toString() {
    return "RegisteredTool[" + name + "]";
  }
}
