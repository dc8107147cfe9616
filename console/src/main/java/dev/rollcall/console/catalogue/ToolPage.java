package dev.rollcall.console.catalogue;

import dev.rollcall.pages.Link;
import dev.rollcall.pages.PageWriter;
import dev.rollcall.pages.PrettyJson;
import dev.rollcall.pages.SchemaRows;
import dev.rollcall.pages.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the page of one tool says. */
final class ToolPage {
  private ToolPage() {}

  /**
   * The page's content.
   *
   * @param origin where the reader reaches this server
   * @param endpoint the path at which the tool is called
   */
  static Map<String, Object> of(PublishedTool tool, String origin, String endpoint) {
    JsonNode definition = tool.definition();
    Map<String, Object> content = new HashMap<>();
    content.put("title", tool.name());
    content.put("parts", Texts.parts(tool.name()));
    content.put("trail", List.of(new Link("MCP", ToolsDoor.HOME + "#mcp")));
    content.put("markdown", tool.address() + ".md");
    content.put("description", tool.description());
    content.put("facts", facts(tool));
    content.put("badges", badges(tool));
    content.put("playground", PageWriter.playground("mcp", data(tool, endpoint)));
    content.put("input", schema(definition.path("inputSchema"), "Input schema"));
    content.put("output", schema(definition.path("outputSchema"), "Output schema"));
    content.put("examples", CallExample.of(tool, origin + endpoint));
    return content;
  }

  private static List<Map<String, Object>> facts(PublishedTool tool) {
    List<Map<String, Object>> facts = new ArrayList<>();
    facts.add(fact("Name", tool.name(), true));
    title(tool.definition()).ifPresent(title -> facts.add(fact("Title", title, false)));
    facts.add(fact("Group", tool.groupTitle(), false));
    if (!tool.scopes().isEmpty()) {
      facts.add(fact("Required scope", tool.scopes().getFirst(), true));
    }
    tool.scopes().stream()
        .skip(1)
        .forEach(scope -> facts.add(fact("Scope for what is your own", scope, true)));
    return facts;
  }

  private static Optional<String> title(JsonNode definition) {
    return definition.optional("title").map(JsonNode::asString).filter(title -> !title.isBlank());
  }

  private static Map<String, Object> fact(String label, String value, boolean code) {
    return Map.of("label", label, "value", value, "code", code, "markdown", PageWriter.code(value));
  }

  /** The annotations in words; without any, the specification takes the worst for granted. */
  private static List<Map<String, Object>> badges(PublishedTool tool) {
    List<Map<String, Object>> badges = new ArrayList<>();
    if (tool.says("readOnlyHint")) {
      badges.add(badge("Read-only", "changes nothing", false));
    } else {
      badges.add(badge("Changes", "what others see", false));
      if (tool.says("destructiveHint")) {
        badges.add(badge("Destructive", "takes something away for good", true));
      }
    }
    if (tool.says("idempotentHint")) {
      badges.add(badge("Idempotent", "a second call changes nothing more", false));
    }
    badges.add(
        tool.says("openWorldHint")
            ? badge("Open world", "reaches beyond this server", false)
            : badge("Closed world", "stays within this server", false));
    return badges;
  }

  private static Map<String, Object> badge(String name, String meaning, boolean warns) {
    return Map.of("name", name, "meaning", meaning, "warns", warns);
  }

  private static Object schema(JsonNode schema, String caption) {
    return schema.isMissingNode()
        ? false
        : Map.of(
            "table", SchemaRows.of(schema, caption),
            "caption", caption,
            "about", schema.optional("description").<Object>map(JsonNode::asString).orElse(false),
            "json", PrettyJson.of(schema).orElse(""));
  }

  private static ObjectNode data(PublishedTool tool, String endpoint) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "mcp").put("endpoint", endpoint).set("tool", tool.definition());
    return data;
  }
}
