package dev.rollcall.registry;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Origin;
import dev.rollcall.http.PercentCoding;
import dev.rollcall.pages.Link;
import dev.rollcall.pages.Look;
import dev.rollcall.pages.PageWriter;
import dev.rollcall.pages.PrettyJson;
import dev.rollcall.pages.SchemaRows;
import dev.rollcall.pages.Texts;
import dev.rollcall.pages.ToolGroup;
import dev.rollcall.pages.ToolLink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The registry for people: made of the same data as what agents get, as HTML or Markdown. */
final class Pages {
  private static final String ROOT = "/registry/";
  private static final Link ABOVE = new Link("Registry", ROOT);
  private static final int LONGEST_HEADING = 100;
  private static final int LONGEST_LISTED = 300;

  private final Registry registry;
  private final PageWriter writer;

  Pages(Registry registry, Look look) {
    this.registry = registry;
    writer =
        new PageWriter(
            Pages.class, List.of("catalogue", "api", "tool"), "Registry · Rollcall", look);
  }

  /** All APIs by category, or those that a search finds. */
  HttpResponse catalogue(HttpRequest request, boolean markdown) {
    String query = request.query().last("q").orElse("").strip();
    Map<String, Object> content = new HashMap<>();
    content.put("title", "Registry");
    content.put("registry", Origin.of(request) + "/api/v1");
    content.put("query", query);
    content.put("markdown", query.isEmpty() ? "/registry.md" : false);
    content.put("trail", List.of());
    if (query.isEmpty()) {
      content.put("found", false);
      content.put("groups", categories());
    } else {
      List<Entry> found = registry.search(query);
      content.put("found", Texts.counted(found.size(), "API") + " found for “" + query + "”");
      content.put("groups", found.isEmpty() ? List.of() : List.of(results(found)));
    }
    return writer.answer(request, "catalogue", content, markdown);
  }

  private List<Map<String, Object>> categories() {
    List<Map<String, Object>> groups = new ArrayList<>();
    registry
        .byCategory()
        .forEach(
            (category, entries) ->
                groups.add(
                    Map.of(
                        "id", category.word(),
                        "heading", category.title(),
                        "about",
                            category.description() + ": " + Texts.counted(entries.size(), "API"),
                        "apis", apis(entries.stream().sorted(byTitle()).toList()))));
    return groups;
  }

  private static Map<String, Object> results(List<Entry> found) {
    return Map.of(
        "id", "results", "heading", "Results", "about", "Best first.", "apis", apis(found));
  }

  private static List<Map<String, Object>> apis(List<Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                Map.<String, Object>of(
                    "link", link(entry),
                    "displayName", entry.profile().displayName(),
                    "description", entry.profile().description(),
                    "tools", Texts.counted(entry.tools().size(), "tool")))
        .toList();
  }

  private static Comparator<Entry> byTitle() {
    return Comparator.comparing(
        entry -> entry.profile().displayName(), String.CASE_INSENSITIVE_ORDER);
  }

  HttpResponse api(HttpRequest request, Entry entry, String origin, boolean markdown) {
    Profile profile = entry.profile();
    Map<String, Object> content = new HashMap<>();
    content.put("title", profile.displayName());
    content.put("trail", List.of(ABOVE));
    content.put("markdown", link(entry) + ".md");
    content.put("description", profile.description());
    content.put("facts", facts(entry));
    content.put("links", links(entry));
    content.put("failure", entry.validationError().<Object>map(it -> it).orElse(false));
    content.put("usages", new Usage(entry, origin).ofApi());
    content.put("auth", profile.auth().type().title());
    content.put("instructions", profile.auth().instructions().<Object>map(it -> it).orElse(false));
    content.put("groups", groups(entry));
    return writer.answer(request, "api", content, markdown);
  }

  private static List<Map<String, Object>> facts(Entry entry) {
    List<Map<String, Object>> facts = new ArrayList<>();
    facts.add(fact("Name", entry.name()));
    if (!entry.version().isEmpty()) {
      facts.add(fact("Version", entry.version()));
    }
    facts.add(fact("Base URL", entry.baseUrl()));
    facts.add(fact("Category", entry.profile().category().title()));
    facts.add(fact("Tools Available", String.valueOf(entry.tools().size())));
    entry.profile().rateLimit().ifPresent(limit -> facts.add(fact("Rate Limit", limit)));
    entry.profile().contactEmail().ifPresent(contact -> facts.add(fact("Contact", contact)));
    return facts;
  }

  private static Map<String, Object> fact(String label, String value) {
    return Map.of("label", label, "value", value);
  }

  /** Their schemes were checked when they came: nothing here runs a script. */
  private static List<Map<String, Object>> links(Entry entry) {
    List<Map<String, Object>> links = new ArrayList<>();
    entry
        .profile()
        .documentationUrl()
        .ifPresent(it -> links.add(Map.of("label", "Documentation", "link", it)));
    entry
        .openapiUrl()
        .ifPresent(it -> links.add(Map.of("label", "OpenAPI description", "link", it)));
    return links;
  }

  /** The tools by the last part of what they are grouped by, each group by name. */
  private static List<Map<String, Object>> groups(Entry entry) {
    Map<String, List<RegisteredTool>> byResource =
        entry.tools().stream()
            .collect(Collectors.groupingBy(Pages::group, TreeMap::new, Collectors.toList()));
    List<Map<String, Object>> groups = new ArrayList<>();
    byResource.forEach(
        (resource, tools) ->
            groups.add(
                Map.of(
                    "heading",
                    resource,
                    "tools",
                    tools.stream()
                        .sorted(Comparator.comparing(RegisteredTool::name))
                        .map(
                            tool ->
                                Map.<String, Object>of(
                                    "method", tool.method(),
                                    "name", tool.name(),
                                    "link", link(entry, tool),
                                    "description",
                                        Texts.shortened(tool.description(), LONGEST_LISTED)))
                        .toList())));
    return groups;
  }

  private static String group(RegisteredTool tool) {
    String resource = tool.resource().orElse("");
    String last = resource.substring(resource.lastIndexOf('.') + 1);
    return last.isEmpty() ? "General" : Texts.shortened(last, LONGEST_HEADING);
  }

  HttpResponse tool(
      HttpRequest request, Entry entry, String slug, String origin, boolean markdown) {
    RegisteredTool tool =
        entry
            .tool(slug)
            .orElseThrow(
                () ->
                    new RegistryException(
                        404, "Tool '" + slug + "' not found in API '" + entry.name() + "'"));
    JsonNode tree = tool.tree();
    Map<String, Object> content = new HashMap<>();
    content.put("title", tool.name());
    content.put("trail", List.of(ABOVE, new Link(entry.profile().displayName(), link(entry))));
    content.put("markdown", link(entry, tool) + ".md");
    content.put("description", tool.description());
    content.put("method", tool.method());
    content.put("path", tool.path());
    content.put("operationId", tree.path("operation_id").asString("N/A"));
    content.put("json", "/api/v1/registry/" + PercentCoding.encode(entry.name()));
    content.put("playground", playground(entry, tree));
    content.put("foreign", !entry.own());
    JsonNode parameters = tree.path("parameters");
    content.put("parameters", shown(parameters));
    content.put("parameterTable", SchemaRows.ofParameters(parameters, "Parameters"));
    content.put("takesNothing", parameters.isEmpty());
    JsonNode response = tree.path("response_schema");
    content.put("response", response.isEmpty() ? false : shown(response));
    content.put("responseTable", SchemaRows.of(response, "Response Schema"));
    content.put("usages", new Usage(entry, origin).ofTool(tool.name(), parameters));
    return writer.answer(request, "tool", content, markdown);
  }

  /** What stands in a section: the JSON as text, or that it is too long. */
  private static Map<String, Object> shown(JsonNode json) {
    return Map.of("text", PrettyJson.of(json).<Object>map(text -> text).orElse(false));
  }

  /**
   * What the playground's script gets to know; nothing for an API of another server, which this
   * server's pages may not call.
   */
  private static Object playground(Entry entry, JsonNode tool) {
    if (!entry.own()) {
      return false;
    }
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("kind", "rest").set("tool", tool);
    return PageWriter.playground("rest", data);
  }

  /** A page that says why there is no other. */
  HttpResponse refusal(int status, String explanation, boolean markdown) {
    return writer.refusal(
        status,
        explanation,
        List.of(ABOVE),
        List.of(new Link("All APIs of this registry", ROOT)),
        markdown);
  }

  /** This server's own APIs with all their tools. */
  List<ToolGroup> own() {
    return registry.all().stream()
        .filter(Entry::own)
        .map(
            entry ->
                new ToolGroup(
                    entry.profile().displayName(),
                    entry.profile().description(),
                    link(entry),
                    entry.tools().stream()
                        .map(
                            tool ->
                                new ToolLink(
                                    tool.name(),
                                    tool.method(),
                                    link(entry, tool),
                                    Texts.shortened(tool.description(), LONGEST_LISTED)))
                        .toList()))
        .toList();
  }

  /** The APIs of others. */
  List<ToolLink> added() {
    return registry.all().stream()
        .filter(entry -> !entry.own())
        .map(
            entry ->
                new ToolLink(
                    entry.profile().displayName(),
                    Texts.counted(entry.tools().size(), "tool"),
                    link(entry),
                    Texts.shortened(entry.profile().description(), LONGEST_LISTED)))
        .toList();
  }

  private static String link(Entry entry) {
    return ROOT + PercentCoding.encode(entry.name());
  }

  private static String link(Entry entry, RegisteredTool tool) {
    return link(entry) + "/tools/" + PercentCoding.encode(tool.slug());
  }
}
