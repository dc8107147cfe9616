package dev.rollcall.console.catalogue;

import dev.rollcall.pages.Texts;
import dev.rollcall.pages.ToolGroup;
import dev.rollcall.pages.ToolLink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the list of all tools says. A search hides what it does not find rather than leave it out,
 * so that a script can show it again; {@code filter.js} finds by the same rule.
 */
final class ToolIndex {
  private final List<ToolGroup> mcp;
  private final List<ToolGroup> own;
  private final List<ToolLink> added;

  ToolIndex(List<PublishedTool> mcp, List<ToolGroup> own, List<ToolLink> added) {
    this.mcp = groups(mcp);
    this.own = own;
    this.added = added;
  }

  /** The page's content for who looks for {@code query}, which may be empty. */
  Map<String, Object> content(String query, String origin, String endpoint) {
    List<String> words =
        Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .toList();
    Map<String, Object> content = new HashMap<>();
    content.put("title", "Tools");
    content.put("trail", false);
    content.put("markdown", ToolsDoor.HOME + ".md");
    content.put("query", query);
    content.put("endpoint", origin + endpoint);
    content.put("mcp", section(mcp, words));
    content.put("own", section(own, words));
    content.put(
        "added",
        section(
            added.isEmpty() ? List.of() : List.of(new ToolGroup("APIs of others", "", "", added)),
            words));
    content.put("total", found(words));
    return content;
  }

  /** The groups for a list of all tools, of both kinds. */
  List<ToolGroup> mcp() {
    return mcp;
  }

  List<ToolGroup> own() {
    return own;
  }

  private String found(List<String> words) {
    List<ToolGroup> all = new ArrayList<>(mcp);
    all.addAll(own);
    int total = 0;
    int shown = 0;
    for (ToolGroup group : all) {
      total += group.tools().size();
      shown += (int) group.tools().stream().filter(tool -> fits(group, tool, words)).count();
    }
    return words.isEmpty()
        ? Texts.counted(total, "tool")
        : shown + " of " + Texts.counted(total, "tool");
  }

  private static Map<String, Object> section(List<ToolGroup> groups, List<String> words) {
    List<Map<String, Object>> shown = groups.stream().map(group -> shown(group, words)).toList();
    return Map.of(
        "groups", shown,
        "any", !groups.isEmpty(),
        "hidden", shown.stream().allMatch(group -> Boolean.TRUE.equals(group.get("hidden"))));
  }

  private static Map<String, Object> shown(ToolGroup group, List<String> words) {
    List<Map<String, Object>> tools =
        group.tools().stream()
            .map(
                tool ->
                    Map.<String, Object>of(
                        "name", tool.name(),
                        "note", tool.note(),
                        "address", tool.address(),
                        "description", tool.description(),
                        "hidden", !fits(group, tool, words)))
            .toList();
    return Map.of(
        "title", group.title(),
        "about", group.description(),
        "described", !group.description().isEmpty(),
        "address", group.address().isEmpty() ? false : group.address(),
        "tools", tools,
        "hidden", tools.stream().allMatch(tool -> Boolean.TRUE.equals(tool.get("hidden"))));
  }

  /** Whether each word is in what is shown of the tool, or in the name of its group. */
  private static boolean fits(ToolGroup group, ToolLink tool, List<String> words) {
    String text =
        String.join(" ", group.title(), tool.name(), tool.note(), tool.description())
            .toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }

  private static List<ToolGroup> groups(List<PublishedTool> tools) {
    Map<String, List<ToolLink>> byGroup = new LinkedHashMap<>();
    for (PublishedTool tool : tools) {
      byGroup
          .computeIfAbsent(tool.groupTitle(), _ -> new ArrayList<>())
          .add(new ToolLink(tool.name(), note(tool), tool.address(), tool.description()));
    }
    List<ToolGroup> groups = new ArrayList<>();
    byGroup.forEach((title, links) -> groups.add(new ToolGroup(title, "", "", links)));
    return groups;
  }

  private static String note(PublishedTool tool) {
    if (tool.says("readOnlyHint")) {
      return "reads";
    }
    return tool.says("destructiveHint") ? "takes away" : "changes";
  }
}
