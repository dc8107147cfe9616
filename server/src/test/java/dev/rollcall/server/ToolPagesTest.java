package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of all tools of a whole server, held against what agents get of it. */
class ToolPagesTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"tool\">(.*?)</script>");
  private static final Pattern LINK = Pattern.compile("]\\((/[^)]+)\\)");
  private static final Pattern FENCE =
      Pattern.compile("### Arguments\n\n```json\n(.*?)\n```", Pattern.DOTALL);

  @TempDir Path data;

  @Test
  void everyToolOfMcpHasAPageOfWhatAgentsAreTold() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Agent agent = server.agent("ann");
      List<JsonNode> tools =
          agent.result("tools/list", Map.of()).path("tools").valueStream().toList();
      String index = page(server, "/tools");
      assertThat(tools).hasSizeGreaterThan(30);
      for (JsonNode tool : tools) {
        String name = tool.path("name").asString();
        String page = page(server, "/tools/" + name);
        String markdown = page(server, "/tools/" + name + ".md");

        assertThat(page)
            .as(name)
            .contains(
                ">Tool details</h2>",
                ">Playground</h2>",
                ">Input schema</h2>",
                ">Output schema</h2>",
                ">Examples</h2>",
                "Required scope");
        assertThat(tool(page)).as(name).isEqualTo(tool);
        String plain = plain(page);
        for (String property : properties(tool, new HashSet<>())) {
          assertThat(plain).as(name).contains(property + "</code>");
          assertThat(markdown).as(name).contains(property + "` (");
        }
        assertThat(markdown).contains(JsonMapper.shared().writeValueAsString(name));
        assertThat(index).contains("href=\"/tools/" + name + "\"");
        assertFits(agent, name, markdown);
      }
    }
  }

  @Test
  void everyToolOfTheOwnApisHasAPageWithItsPlayground() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      for (String api : List.of("twilio", "rollcall")) {
        JsonNode tools = json(server, "/registry/" + api).path("tools");
        assertThat(tools.size()).isGreaterThan(10);
        for (JsonNode tool : tools) {
          String name = tool.path("name").asString().toLowerCase(Locale.ROOT);
          String page = page(server, "/registry/" + api + "/tools/" + name);
          JsonNode given = given(page);

          assertThat(page)
              .as(name)
              .contains(
                  ">Details</h2>",
                  ">Playground</h2>",
                  ">Parameters</h2>",
                  ">Usage</h2>",
                  "/console.css\"",
                  "aria-current=\"true\">Tools</a>");
          assertThat(given.path("tool")).as(name).isEqualTo(tool);
          tool.path("parameters")
              .forEachEntry(
                  (parameter, _) ->
                      assertThat(plain(page)).as(name).contains(parameter + "</code>"));
        }
      }
    }
  }

  @Test
  void everyLinkForModelsIsAnswered() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Set<String> links = new HashSet<>();
      for (String text : List.of("/llms.txt", "/tools.md")) {
        Matcher link = LINK.matcher(page(server, text));
        while (link.find()) {
          links.add(link.group(1));
        }
      }

      assertThat(links).hasSizeGreaterThan(70);
      for (String link : links) {
        assertThat(server.api().open(link).statusCode()).as(link).isEqualTo(200);
      }
    }
  }

  @Test
  void aToolThatIsNotThereHasItsNearestNamed() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      HttpResponse<String> missing = server.api().open("/tools/list_conversation_participant");

      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).contains("href=\"/tools/list_conversation_participants\"");
    }
  }

  /** The page as text where names are: some have an angle in them. */
  private static String plain(String page) {
    return page.replace("<wbr>", "").replace("&lt;", "<").replace("&gt;", ">");
  }

  /** The names of all properties, those of objects within objects too. */
  private static Set<String> properties(JsonNode schema, Set<String> found) {
    schema
        .path("properties")
        .forEachEntry(
            (name, inner) -> {
              found.add(name);
              properties(inner, found);
            });
    for (String inside : List.of("inputSchema", "outputSchema", "items")) {
      if (schema.has(inside)) {
        properties(schema.path(inside), found);
      }
    }
    return found;
  }

  /** The example is refused for what is not there, if at all, but not for its shape. */
  private static void assertFits(Agent agent, String name, String markdown)
      throws IOException, InterruptedException {
    Matcher example = FENCE.matcher(markdown);
    assertThat(example.find()).as(name).isTrue();
    JsonNode arguments = JsonMapper.shared().readTree(example.group(1));
    HttpResponse<String> answer =
        agent.send("tools/call", Map.of("name", name, "arguments", arguments));

    assertThat(answer.statusCode()).as(name).isEqualTo(200);
    assertThat(answer.body()).as(name).doesNotContain("\"error\":", "arguments.");
  }

  private static JsonNode tool(String page) {
    return given(page).path("tool");
  }

  private static JsonNode given(String page) {
    Matcher block = DATA.matcher(page);
    assertThat(block.find()).isTrue();
    return JsonMapper.shared().readTree(block.group(1));
  }

  private static JsonNode json(TestServer server, String path) throws Exception {
    return JsonMapper.shared().readTree(get(server, path, "*/*"));
  }

  private static String page(TestServer server, String path) throws Exception {
    return get(server, path, "text/html,*/*;q=0.8");
  }

  private static String get(TestServer server, String path, String accept) throws Exception {
    HttpResponse<String> response =
        CLIENT.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.http().getPort() + path))
                .header("Accept", accept)
                .build(),
            BodyHandlers.ofString());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }
}
