package dev.rollcall.registry;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Origin;
import dev.rollcall.http.PercentCoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The registry for people: made of the same data as what agents get, as HTML or Markdown. */
final class Pages {
  private static final String ROOT = "/registry/";
  private static final Map<String, Object> TRAIL = Map.of("name", "Registry", "link", ROOT);
  private static final int LONGEST_HEADING = 100;
  private static final int LONGEST_LISTED = 300;

  private final Registry registry;
  private final Templates templates = new Templates();

  Pages(Registry registry) {
    this.registry = registry;
  }

  /** All APIs by category, or those that a search finds. */
  HttpResponse catalogue(HttpRequest request, boolean markdown) {
    String query = request.query().last("q").orElse("").strip();
    Map<String, Object> content = new HashMap<>();
    content.put("title", "APIs");
    content.put("registry", Origin.of(request) + "/api/v1");
    content.put("query", query);
    content.put("markdown", query.isEmpty() ? "/registry.md" : false);
    content.put("trail", List.of());
    if (query.isEmpty()) {
      content.put("found", false);
      content.put("groups", categories());
    } else {
      List<Entry> found = registry.search(query);
      content.put("found", counted(found.size(), "API") + " found for “" + query + "”");
      content.put("groups", found.isEmpty() ? List.of() : List.of(results(found)));
    }
    return answer(request, "catalogue", content, markdown);
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
                        "about", category.description() + ": " + counted(entries.size(), "API"),
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
                    "tools", counted(entry.tools().size(), "tool")))
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
    content.put("trail", List.of(TRAIL));
    content.put("markdown", link(entry) + ".md");
    content.put("description", profile.description());
    content.put("facts", facts(entry));
    content.put("links", links(entry));
    content.put("failure", entry.validationError().<Object>map(it -> it).orElse(false));
    content.put("usages", new Usage(entry, origin).ofApi());
    content.put("auth", profile.auth().type().title());
    content.put("instructions", profile.auth().instructions().<Object>map(it -> it).orElse(false));
    content.put("groups", groups(entry));
    return answer(request, "api", content, markdown);
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
    content.put(
        "trail",
        List.of(TRAIL, Map.of("name", entry.profile().displayName(), "link", link(entry))));
    content.put("markdown", link(entry, tool) + ".md");
    content.put("description", tool.description());
    content.put("method", tool.method());
    content.put("path", tool.path());
    content.put("operationId", tree.path("operation_id").asString("N/A"));
    content.put("json", "/api/v1/registry/" + PercentCoding.encode(entry.name()));
    content.put("parameters", shown(tree.path("parameters")));
    JsonNode response = tree.path("response_schema");
    content.put("response", response.isEmpty() ? false : shown(response));
    content.put("usages", new Usage(entry, origin).ofTool(tool.name(), tree.path("parameters")));
    return answer(request, "tool", content, markdown);
  }

  /** What stands in a section: the JSON as text, or that it is too long. */
  private static Map<String, Object> shown(JsonNode json) {
    return Map.of("text", PrettyJson.of(json).<Object>map(text -> text).orElse(false));
  }

  /** A page that says why there is no other. */
  HttpResponse refusal(int status, String explanation) {
    Map<String, Object> content = new HashMap<>();
    content.put("title", status == 404 ? "Not found" : "Not possible");
    content.put("trail", List.of(TRAIL));
    content.put("markdown", false);
    content.put("explanation", explanation);
    return withPolicy(
            HttpResponse.of(status, "text/html; charset=utf-8", templates.html("refusal", content)))
        .with("Cache-Control", "no-store");
  }

  private HttpResponse answer(
      HttpRequest request, String page, Map<String, Object> content, boolean markdown) {
    Rendered rendered =
        markdown
            ? new Rendered("text/markdown; charset=utf-8", templates.markdown(page, content))
            : new Rendered("text/html; charset=utf-8", templates.html(page, content));
    return withPolicy(rendered.answer(request, "Accept"));
  }

  private HttpResponse withPolicy(HttpResponse response) {
    return response
        .with("Content-Security-Policy", templates.contentSecurityPolicy())
        .with("Referrer-Policy", "no-referrer");
  }

  private static String link(Entry entry) {
    return ROOT + PercentCoding.encode(entry.name());
  }

  private static String link(Entry entry, RegisteredTool tool) {
    return link(entry) + "/tools/" + PercentCoding.encode(tool.slug());
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
