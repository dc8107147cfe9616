package dev.rollcall.console.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.http.Header;
import dev.rollcall.http.Headers;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.pages.Link;
import dev.rollcall.pages.Look;
import dev.rollcall.pages.ToolGroup;
import dev.rollcall.pages.ToolLink;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ToolsDoorTest {
  private static final String EVIL =
      "</script><script>alert(1)</script><img src=x onerror=a>`]({{x}}";
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"tool\">(.*?)</script>");
  private static final Look LOOK =
      new Look(
          Optional.of("/assets/x/icon.svg"),
          List.of("/assets/x/console.css"),
          List.of("/assets/x/filter.js"),
          "<li><a href=\"/tools\">Tools</a></li>",
          List.of(new Link("Tools", "/tools")),
          new Look.Part(
              List.of("/assets/x/play.css"),
              List.of("/assets/x/play.js"),
              List.of("/assets/x/part.js")));

  private final PublishedTool reading =
      tool(
          """
          {"name": "list_things", "title": "List things", "description": "What there is.",
           "inputSchema": {"type": "object", "properties": {
             "thing_id": {"type": "string", "format": "uuid", "description": "Whose."},
             "limit": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5}},
             "required": ["thing_id"]},
           "outputSchema": {"type": "object", "properties": {"data": {"type": "array",
             "items": {"type": "object", "properties": {"kind": {"type": "string"}}}}}},
           "annotations": {"readOnlyHint": true, "idempotentHint": true}}
          """,
          "things",
          "things:read");
  private final PublishedTool destroying =
      tool(
          """
          {"name": "delete_thing", "description": "It's gone.",
           "inputSchema": {"type": "object", "properties": {"name": {"const": "it's"}},
             "required": ["name"]},
           "annotations": {"destructiveHint": true, "openWorldHint": true}}
          """,
          "things",
          "things:write",
          "own:write");
  private final List<PublishedTool> tools = new ArrayList<>(List.of(reading, destroying));
  private final ToolsDoor door =
      new ToolsDoor(
          LOOK,
          new McpTools() {
            @Override
            public List<PublishedTool> tools() {
              return tools;
            }

            @Override
            public Optional<String> nearest(String name) {
              return Optional.of("list_things").filter(near -> near.startsWith(name));
            }
          },
          "/mcp",
          () ->
              List.of(
                  new ToolGroup(
                      "Own API",
                      "Ours.",
                      "/registry/own",
                      List.of(
                          new ToolLink(
                              "fetchOwn", "GET", "/registry/own/tools/fetchown", "Reads it.")))),
          () -> List.of(new ToolLink("Weather", "3 tools", "/registry/weather", EVIL)));

  private static PublishedTool tool(String json, String group, String... scopes) {
    return new PublishedTool(
        (ObjectNode) JsonMapper.shared().readTree(json), group, List.of(scopes));
  }

  private HttpResponse ask(String method, String path, Header... headers) {
    List<Header> all = new ArrayList<>(List.of(headers));
    all.add(new Header("Host", "rollcall.example:8080"));
    return door.handle(
        HttpRequest.parse(
            "RQ1",
            method,
            path,
            new Headers(all),
            InetSocketAddress.createUnresolved("192.0.2.1", 1)));
  }

  private String page(String path) {
    HttpResponse response = ask("GET", path);
    assertThat(response.status()).isEqualTo(200);
    return text(response);
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String header(HttpResponse response, String name) {
    return response.headers().stream()
        .filter(header -> header.name().equals(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  @Test
  void aToolsPageHasTheSectionsOfThePublishedOneAndWhatItSays() {
    assertThat(page("/tools/list_things"))
        .containsSubsequence(
            "<h1>list_<wbr>things</h1>",
            "What there is.",
            "Read-only",
            "Idempotent",
            ">Tool details</h2>",
            "<code>list_things</code>",
            "List things",
            "Things",
            "<code>things:read</code>",
            "<section id=\"playground\" data-kind=\"mcp\" aria-labelledby=",
            "<noscript>",
            ">Input schema</h2>",
            "<code>thing_<wbr>id</code>",
            "required",
            "string (uuid)",
            "Whose.",
            "at least 1; at most 9; by default 5",
            ">Output schema</h2>",
            "<code>data[].<wbr>kind</code>",
            ">Examples</h2>",
            "http://rollcall.example:8080/mcp",
            "href=\"/tools/list_things.md\"")
        .contains(
            "<script type=\"module\" src=\"/assets/x/play.js\"></script>",
            "<link rel=\"stylesheet\" href=\"/assets/x/play.css\">",
            "<link rel=\"stylesheet\" href=\"/assets/x/console.css\">")
        .doesNotContain("Destructive");
  }

  @Test
  void whatTakesAwayAndReachesOutSaysSoAndWhatOpensIt() {
    assertThat(page("/tools/delete_thing"))
        .contains("Destructive", "Open world", "things:write", "Scope for what is your own")
        .contains("None is published")
        .doesNotContain("Read-only", "Idempotent", "Closed world");
  }

  @Test
  void thePlaygroundGetsTheVeryObjectThatAgentsGet() {
    Matcher data = DATA.matcher(page("/tools/delete_thing"));
    assertThat(data.find()).isTrue();
    JsonNode read = JsonMapper.shared().readTree(data.group(1));

    assertThat(read.path("tool")).isEqualTo(destroying.definition());
    assertThat(read.path("kind").asString()).isEqualTo("mcp");
    assertThat(read.path("endpoint").asString()).isEqualTo("/mcp");
  }

  @Test
  void aCommandOfTheShellStaysOneWhateverIsInIt() {
    assertThat(text(ask("GET", "/tools/delete_thing.md"))).contains("\"name\": \"it'\\''s\"");
  }

  @Test
  void nothingThatATextSaysBecomesHtml() {
    tools.add(
        tool(
            """
            {"name": "evil", "title": %1$s, "description": %1$s, "inputSchema": {"type": "object",
              "description": %1$s, "properties": {%1$s: {"type": "string", "description": %1$s,
              "enum": [%1$s]}}, "required": [%1$s]}, "annotations": {}}
            """
                .formatted(JsonMapper.shared().writeValueAsString(EVIL)),
            EVIL,
            EVIL));
    for (String path : List.of("/tools/evil", "/tools", "/tools?q=" + "%3Cscript%3E")) {
      String page = page(path).replaceAll("<script type=\"(module|application/json)\"", "<ours");
      assertThat(page).as(path).contains("&lt;script&gt;").doesNotContain("<script", "<img");
    }
    String prose = text(ask("GET", "/tools/evil.md")).replaceAll("(?s)```\\w+\n.*?\n```\n", "");
    assertThat(prose).contains("\\<script\\>").doesNotContainPattern("(?<!\\\\)<script");
  }

  @Test
  void theIndexShowsAllToolsAndASearchHidesWhatItDoesNotFind() {
    assertThat(page("/tools"))
        .contains("href=\"/tools/list_things\"", "href=\"/registry/own/tools/fetchown\"")
        .contains("href=\"/registry/weather\"", "3 tools</p>")
        .doesNotContain(" hidden>");

    String found = page("/tools?q=THINGS%20gone");

    assertThat(found)
        .contains("1 of 3 tools</p>", "value=\"THINGS gone\"")
        .contains("<li><a href=\"/tools/delete_thing\"")
        .contains("<li hidden><a href=\"/tools/list_things\"")
        .contains("<section aria-labelledby=\"rest\" data-group hidden>");
  }

  @Test
  void pagesAreThereAsMarkdownByAddressAndByWish() {
    Header wish = new Header("Accept", "text/markdown, */*;q=0.1");
    for (String path : List.of("/tools", "/tools/list_things")) {
      HttpResponse byAddress = ask("GET", path + ".md");
      assertThat(header(byAddress, "Content-Type")).isEqualTo("text/markdown; charset=utf-8");
      assertThat(ask("GET", path, wish).body()).isEqualTo(byAddress.body());
      assertThat(header(byAddress, "Vary")).startsWith("Accept,");
    }
    assertThat(page("/tools/list_things.md"))
        .containsSubsequence(
            "# list_things",
            "## Tool details",
            "`things:read`",
            "## Input schema",
            "- `thing_id` (string (uuid), required): Whose.",
            "```json",
            "## Output schema",
            "- `data[].kind` (string)",
            "## Examples",
            "```sh\ncurl -s 'http://rollcall.example:8080/mcp'");
    assertThat(page("/tools.md"))
        .contains("[list_things](/tools/list_things.md) (reads): What there is.")
        .contains("[fetchOwn](/registry/own/tools/fetchown.md) (GET): Reads it.");
  }

  @Test
  void modelsFindEveryPageInOneText() {
    HttpResponse llms = ask("GET", "/llms.txt");

    assertThat(header(llms, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(text(llms))
        .startsWith("# Rollcall\n\n> ")
        .contains("## MCP tools: Things\n\n- [list_things](/tools/list_things.md): What there is.")
        .contains("- [fetchOwn](/registry/own/tools/fetchown.md): Reads it.");
  }

  @Test
  void whatIsNotThereNamesTheNearest() {
    HttpResponse missing = ask("GET", "/tools/list_thing");

    assertThat(missing.status()).isEqualTo(404);
    assertThat(header(missing, "Cache-Control")).isEqualTo("no-store");
    assertThat(text(missing)).contains("Did you mean list_things?", "href=\"/tools/list_things\"");
    assertThat(text(ask("GET", "/tools/%3Cscript%3Ealert(1)")))
        .contains("No tool is called “&lt;script&gt;")
        .doesNotContain("<script>");
    assertThat(ask("GET", "/tools/list_things/more").status()).isEqualTo(404);
    assertThat(ask("GET", "/tools/nothing.md").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tools", "/tools/list_things", "/tools/list_things.md", "/llms.txt"})
  void whoHasAPageAlreadyIsToldThatItIsTheSame(String path) {
    String tag = header(ask("GET", path), "ETag");

    assertThat(ask("GET", path, new Header("If-None-Match", tag)).status()).isEqualTo(304);
    tools.removeLast();
    if (!path.contains("list_things")) {
      assertThat(ask("GET", path, new Header("If-None-Match", tag)).status()).isEqualTo(200);
    }
  }

  @Test
  void pagesAreOnlyReadAndRunNothingOfOthers() {
    HttpResponse posted = ask("POST", "/tools");
    assertThat(posted.status()).isEqualTo(405);
    assertThat(header(posted, "Allow")).isEqualTo("GET, HEAD");
    assertThat(header(ask("GET", "/tools"), "Content-Security-Policy"))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';");
    assertThat(page("/tools"))
        .doesNotContain("<style", " style=", "onclick", "javascript:")
        .containsOnlyOnce("<h1>");
  }
}
