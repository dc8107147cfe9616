package dev.rollcall.mcp;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A catalogue with its lists written and its names looked up. */
final class PreparedCatalogue<P> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  private final SequencedMap<String, PreparedTool<P>> tools = new LinkedHashMap<>();
  private final SequencedMap<String, Prompt<P>> prompts = new LinkedHashMap<>();
  private final Map<Revision, Answer.Result> toolLists = new EnumMap<>(Revision.class);
  private final Map<Revision, Answer.Result> promptLists = new EnumMap<>(Revision.class);

  /**
   * Prepares {@code catalogue} and keeps no reference to it.
   *
   * @throws IllegalArgumentException if a name is malformed or given twice, or a schema names
   *     headers wrongly
   */
  PreparedCatalogue(Catalogue<P> catalogue, Duration lifetime) {
    for (Tool<P> tool : catalogue.tools()) {
      String name = tool.definition().name();
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("malformed tool name " + name);
      }
      if (tools.put(name, new PreparedTool<>(tool)) != null) {
        throw new IllegalArgumentException("two tools named " + name);
      }
    }
    for (Prompt<P> prompt : catalogue.prompts()) {
      if (prompts.put(prompt.definition().name(), prompt) != null) {
        throw new IllegalArgumentException("two prompts named " + prompt.definition().name());
      }
    }
    for (Revision revision : Revision.values()) {
      toolLists.put(revision, toolList(catalogue.tools(), revision, lifetime));
      promptLists.put(revision, promptList(catalogue.prompts(), revision, lifetime));
    }
  }

  Answer.Result toolList(Revision revision) {
    return found(toolLists, revision);
  }

  Answer.Result promptList(Revision revision) {
    return found(promptLists, revision);
  }

  Optional<PreparedTool<P>> tool(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  Optional<Prompt<P>> prompt(String name) {
    return Optional.ofNullable(prompts.get(name));
  }

  List<String> toolNames() {
    return List.copyOf(tools.keySet());
  }

  List<String> promptNames() {
    return List.copyOf(prompts.keySet());
  }

  private static Answer.Result found(Map<Revision, Answer.Result> lists, Revision revision) {
    Answer.Result list = lists.get(revision);
    if (list == null) {
      throw new IllegalStateException("no list for " + revision);
    }
    return list;
  }

  private static <P> Answer.Result toolList(
      List<Tool<P>> tools, Revision revision, Duration lifetime) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    ArrayNode array = members.putArray("tools");
    tools.forEach(tool -> array.add(node(tool.definition(), revision)));
    Lifetime.put(members, revision, lifetime);
    return Answer.complete(members);
  }

  private static ObjectNode node(ToolDefinition tool, Revision revision) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", tool.name());
    if (revision.compareTo(Revision.V2025_06_18) >= 0) {
      Rendering.putUnlessEmpty(node, "title", tool.title());
    }
    node.put("description", tool.description());
    node.set("inputSchema", tool.inputSchema());
    tool.outputSchema()
        .filter(schema -> knows(revision, schema))
        .ifPresent(schema -> node.set("outputSchema", schema));
    ObjectNode annotations = node.putObject("annotations");
    Rendering.putUnlessEmpty(annotations, "title", tool.title());
    annotations.put("readOnlyHint", tool.annotations().readOnly());
    annotations.put("destructiveHint", tool.annotations().destructive());
    annotations.put("idempotentHint", tool.annotations().idempotent());
    annotations.put("openWorldHint", tool.annotations().openWorld());
    return node;
  }

  private static boolean knows(Revision revision, ObjectNode outputSchema) {
    return switch (revision) {
      case V2025_03_26 -> false;
      case V2025_06_18, V2025_11_25 -> outputSchema.path("type").asString("").equals("object");
      case V2026_07_28 -> true;
    };
  }

  private static <P> Answer.Result promptList(
      List<Prompt<P>> prompts, Revision revision, Duration lifetime) {
    ObjectNode members = JsonNodeFactory.instance.objectNode();
    ArrayNode array = members.putArray("prompts");
    prompts.forEach(prompt -> array.add(node(prompt.definition(), revision)));
    Lifetime.put(members, revision, lifetime);
    return Answer.complete(members);
  }

  private static ObjectNode node(PromptDefinition prompt, Revision revision) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", prompt.name());
    if (revision.compareTo(Revision.V2025_06_18) >= 0) {
      Rendering.putUnlessEmpty(node, "title", prompt.title());
    }
    Rendering.putUnlessEmpty(node, "description", prompt.description());
    ArrayNode arguments = node.putArray("arguments");
    for (PromptDefinition.Argument argument : prompt.arguments()) {
      ObjectNode each = arguments.addObject().put("name", argument.name());
      Rendering.putUnlessEmpty(each, "description", argument.description());
      each.put("required", argument.required());
    }
    return node;
  }
}
