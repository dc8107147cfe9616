package dev.rollcall.registry;

import static dev.rollcall.registry.RegistryFixture.registration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.catalogue.MemoryCatalogue;
import dev.rollcall.registry.RawClient.Answer;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PagesTest {
  private static final String TOOL = "/registry/twilio/tools/listparticipant";
  private static final Pattern TAG = Pattern.compile("</?([a-z0-9]+)|<!([A-Z]+)");

  private RegistryFixture registry;

  @BeforeEach
  void start() throws IOException {
    registry = new RegistryFixture(false);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private JsonNode tool(int index) throws IOException {
    return registry.get("/registry/twilio").json().path("tools").path(index);
  }

  /** What stands in the block of code below the heading with {@code id}. */
  private static String block(String page, String id) {
    Matcher block =
        Pattern.compile("id=\"" + id + "\">.*?<pre[^>]*><code>(.*?)</code></pre>", Pattern.DOTALL)
            .matcher(page);
    assertThat(block.find()).as(id).isTrue();
    return unescaped(block.group(1));
  }

  private static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x60;", "`")
        .replace("&#x3D;", "=")
        .replace("&amp;", "&");
  }

  private static String section(String markdown, String heading) {
    Matcher block =
        Pattern.compile("## " + heading + "\n.*?```json\n(.*?)\n```\n", Pattern.DOTALL)
            .matcher(markdown);
    assertThat(block.find()).as(heading).isTrue();
    return block.group(1);
  }

  private static JsonNode parsed(String json) {
    return JsonMapper.shared().readTree(json);
  }

  @Test
  void aToolsPageHasTheSectionsAndTheDataThatAgentsGet() throws IOException {
    Answer page = registry.page(TOOL);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.body())
        .containsSubsequence(
            "<h1>listParticipant</h1>",
            "List who is in a conference",
            ">Details</h2>",
            "GET",
            "/2010-04-01/Accounts/{AccountSid}/Conferences/{ConferenceSid}/Participants.json",
            "ListParticipant",
            ">Parameters</h2>",
            ">Response Schema</h2>",
            ">Usage</h2>",
            "<h3>Java</h3>",
            "<h3>Python</h3>",
            "<h3>JavaScript</h3>");
    assertThat(parsed(block(page.body(), "parameters"))).isEqualTo(tool(0).path("parameters"));
    assertThat(parsed(block(page.body(), "response-schema")))
        .isEqualTo(tool(0).path("response_schema"));
    assertThat(block(page.body(), "parameters"))
        .startsWith("{\n  \"AccountSid\": {\n    \"description\": \"Your account.\",\n");
  }

  @Test
  void usageNamesThisRegistryAndWhatIsRequired() throws IOException {
    String page = unescaped(registry.page(TOOL).body());

    assertThat(page)
        .contains("registryUrl(\"" + registry.origin() + "/api/v1\")")
        .contains("agent.registerApi(\"twilio\"")
        .contains("agent.callTool(\"listParticipant\"")
        .contains("Map.entry(\"AccountSid\", \"…\")")
        .contains("agent.register_api(\"twilio\"")
        .contains("agent.call_tool(\"listParticipant\"")
        .contains("await agent.registerApi(\"twilio\"")
        .doesNotContain("await agent.register_api")
        .doesNotContain("\"Muted\": \"…\"");
  }

  @Test
  void everyPageIsThereAsMarkdown() throws IOException {
    Answer tool = registry.get(TOOL + ".md");

    assertThat(tool.header("content-type")).contains("text/markdown; charset=utf-8");
    assertThat(parsed(section(tool.body(), "Parameters"))).isEqualTo(tool(0).path("parameters"));
    assertThat(parsed(section(tool.body(), "Response Schema")))
        .isEqualTo(tool(0).path("response_schema"));
    assertThat(registry.get("/registry/twilio.md").body())
        .startsWith("# Twilio API\n")
        .contains("[listParticipant](/registry/twilio/tools/listparticipant.md)");
    assertThat(registry.get("/registry.md").body())
        .contains("## Communication")
        .contains("[Rollcall API](/registry/rollcall.md)");
  }

  @Test
  void aToolWithoutSchemaOrParametersHasNoSectionOrAnEmptyMap() throws IOException {
    String page = registry.page("/registry/rollcall/tools/fetchhealth").body();

    assertThat(page).doesNotContain("Response Schema");
    assertThat(block(page, "parameters")).isEqualTo("{}");
  }

  @Test
  void theCatalogueLeadsToApisAndTheseToTools() throws IOException {
    assertThat(registry.page("/registry/").body())
        .containsSubsequence("Communication", "href=\"/registry/rollcall\"", "3 tools")
        .contains("href=\"/registry/twilio\"");
    assertThat(registry.page("/registry/twilio").body())
        .containsSubsequence(
            "Overview", registry.origin(), "Quick Start", "Basic Authentication", "General")
        .contains("href=\"" + TOOL + "\"");
  }

  @Test
  void theSearchFindsAndShowsWhatWasAskedFor() throws IOException {
    String page = registry.page("/registry/?q=%22%3E%3Cscript%3Etwi").body();
    assertThat(page).contains("0 APIs found").doesNotContain("<script");
    assertThat(registry.page("/registry/?q=twi").body())
        .contains("1 API found")
        .contains("href=\"/registry/twilio\"")
        .doesNotContain("href=\"/registry/rollcall\"");
  }

  @Test
  void onlyWhoNamesHtmlGetsPages() throws IOException {
    assertThat(registry.get("/registry", "Accept: application/json\r\n").json().isArray()).isTrue();
    assertThat(registry.get("/registry", "Accept: text/html;q=0, */*\r\n").json().isArray())
        .isTrue();
    assertThat(registry.get("/registry", "").json().isArray()).isTrue();
    assertThat(registry.page("/registry").body()).startsWith("<!DOCTYPE html>");
    assertThat(registry.page("/api/v1/registry").json().isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/registry/nothing",
        "/registry/twilio/tools/nothing",
        "/registry/nothing/tools/listparticipant",
        "/registry/%3Cscript%3E"
      })
  void whatIsNotThereHasAPageThatSaysSo(String target) throws IOException {
    Answer page = registry.page(target);

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).contains("not found").doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/registry/", "/registry/twilio", TOOL, "/registry/nothing"})
  void aPageLooksAsItIsToldToAndCanBeUsedWithoutEyes(String target) throws IOException {
    Answer page = registry.page(target);

    assertThat(page.header("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .doesNotContain("unsafe");
    assertThat(page.header("x-content-type-options")).contains("nosniff");
    assertThat(page.body())
        .contains("<html lang=\"en\">", "<main id=\"content\"", "<nav aria-label=", "<title>")
        .contains("href=\"/look/style.css\"", "href=\"/look/icon.svg\"", ">Home</a>")
        .containsSubsequence("aria-label=\"Where you are\"", "href=\"/tools\"")
        .doesNotContain("<style", " style=", "onclick");
    assertThat(page.body().split("<h1>", -1)).hasSize(2);
  }

  @Test
  void whoAsksForMarkdownGetsIt() throws IOException {
    for (String target : new String[] {"/registry", "/registry/twilio", TOOL}) {
      Answer page = registry.get(target, "Accept: text/markdown, text/html, */*\r\n");

      assertThat(page.header("content-type")).contains("text/markdown; charset=utf-8");
      assertThat(page.body()).isEqualTo(registry.get(target + ".md").body());
    }
    assertThat(registry.get("/registry/nothing", "Accept: text/markdown\r\n").body())
        .startsWith("# Not found\n");
  }

  /** The playground of a page may call this server alone. */
  @Test
  void onlyOwnToolsHaveAPlaygroundWhichGetsWhatAgentsGet() throws IOException {
    String page = registry.page(TOOL).body();
    JsonNode given = given(page);

    assertThat(given.path("tool")).isEqualTo(tool(0));
    assertThat(given.path("kind").asString()).isEqualTo("rest");
    assertThat(page)
        .contains("<section id=\"playground\" data-kind=\"rest\" aria-labelledby=", "<noscript>")
        .contains("<script type=\"module\" src=\"/look/playground.js\"></script>")
        .contains("<link rel=\"modulepreload\" href=\"/look/part.js\">")
        .contains("<link rel=\"stylesheet\" href=\"/look/playground.css\">");

    String added = registration("foreign", RegistryFixture.sent("Find"));
    assertThat(registry.asAdministrator("POST", "/api/v1/registry", added).status()).isEqualTo(201);
    assertThat(registry.page("/registry/foreign/tools/find").body())
        .contains("There is no playground here")
        .doesNotContain("<script", "id=\"playground\"", "/look/playground.css");
    assertThat(registry.page("/registry/twilio").body()).doesNotContain("<script");
  }

  @Test
  void parametersAndTheAnswerAreReadableAsTables() throws IOException {
    assertThat(registry.page(TOOL).body().replace("<wbr>", ""))
        .containsSubsequence(
            "<caption class=\"unseen\">Parameters</caption>",
            "<code>AccountSid</code>",
            "required",
            "path",
            "string",
            "Your account.",
            "<caption class=\"unseen\">Response Schema</caption>",
            "<code>participants</code>");
  }

  @Test
  void whatThisServersOwnDescriptionSaysBecomesNoHtmlEither() throws IOException {
    String evil = "</script><script>alert(1)</script><!--";
    JsonNode description = RegistryFixture.ownDescription();
    ((ObjectNode) description.path("paths").iterator().next().path("get"))
        .put("summary", evil)
        .put("description", evil);
    try (RegistryFixture hostile =
        new RegistryFixture(false, new MemoryCatalogue(), () -> description)) {
      JsonNode tool = hostile.get("/registry/twilio").json().path("tools").path(0);
      assertThat(tool.toString()).contains("alert(1)");
      String page =
          hostile
              .page(
                  "/registry/twilio/tools/" + tool.path("name").asString().toLowerCase(Locale.ROOT))
              .body();

      assertThat(given(page).path("tool")).isEqualTo(tool);
      assertThat(page).doesNotContain("<script>", "<!--");
    }
  }

  private static JsonNode given(String page) {
    Matcher block =
        Pattern.compile("<script type=\"application/json\" id=\"tool\">(.*?)</script>")
            .matcher(page);
    assertThat(block.find()).isTrue();
    return parsed(block.group(1));
  }

  /** Whatever somebody else wrote is text, wherever it stands. */
  @Test
  void nothingThatOthersWroteBecomesHtmlOrMarkdown() throws IOException {
    String evil = "</code></pre><script>alert(1)</script><img src=x onerror=a>`{{title}}`](x)";
    String quoted = JsonMapper.shared().writeValueAsString(evil);
    String added =
        registration(
                "evil",
                """
                "openapi": {"openapi": "3.0.0", "info": {"title": %1$s, "version": %1$s},
                  "paths": {"/x": {"get": {"operationId": "FindThing", "tags": [%1$s],
                    "summary": %1$s,
                    "parameters": [{"name": %1$s, "in": "query", "required": true,
                      "description": %1$s, "schema": {"type": "string", "enum": [%1$s]}}],
                    "responses": {"200": {"description": "ok", "content": {"application/json":
                      {"schema": {"type": "object", "title": %1$s}}}}}}}}}
                """
                    .formatted(quoted))
            .replace("\"The evil\"", quoted)
            .replace("\"An API for tests.\"", quoted)
            .replace("[\"testing\"]", "[" + quoted + "]")
            .replace(
                "\"category\"",
                "\"rate_limit\": %1$s, \"contact_email\": %1$s, \"auth_config\": {\"type\":"
                        .formatted(quoted)
                    + " \"api_key\", \"header_name\": %1$s, \"instructions\": %1$s}, \"category\""
                        .formatted(quoted));
    Answer answer = registry.asAdministrator("POST", "/api/v1/registry", added);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);

    for (String target :
        new String[] {
          "/registry/", "/registry/?q=evil", "/registry/evil", "/registry/evil/tools/findthing"
        }) {
      String page = registry.page(target).body();

      assertThat(page).contains("&lt;script&gt;").contains("{{title}}");
      Matcher tags = TAG.matcher(page);
      while (tags.find()) {
        assertThat(tags.group()).doesNotContain("script").doesNotContain("img");
      }
      assertThat(page.split("<pre", -1).length).isEqualTo(page.split("</pre>", -1).length);
    }
    assertThat(parsed(block(registry.page("/registry/evil/tools/findthing").body(), "parameters")))
        .isEqualTo(answer.json().path("tools").path(0).path("parameters"));
    for (String target : new String[] {"/registry.md", "/registry/evil.md"}) {
      String prose = registry.get(target).body().replaceAll("(?s)```.*?\n```\n", "");
      assertThat(prose).contains("\\<script\\>").doesNotContainPattern("(?<!\\\\)[<`\\]]script");
    }
  }

  @Test
  void whatIsTooLongToShowIsLinked() throws IOException {
    String added =
        registration("nested", "\"openapi\": " + RegistryFixture.nested("Nests", 80, 10_000));
    Answer answer = registry.asAdministrator("POST", "/api/v1/registry", added);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);

    String page = registry.page("/registry/nested/tools/nests").body();
    String markdown = registry.get("/registry/nested/tools/nests.md").body();

    assertThat(page)
        .hasSizeLessThan(20_000)
        .contains("This is too long to show here: see the <a href=\"/api/v1/registry/nested\">");
    assertThat(block(page, "parameters")).isEqualTo("{}");
    assertThat(markdown)
        .hasSizeLessThan(20_000)
        .contains("see the [JSON](/api/v1/registry/nested)");
  }

  @Test
  void aListOfToolsIsNotAsLongAsWhatOthersWrote() throws IOException {
    String added =
        registration("wordy", RegistryFixture.sent("Find"))
            .replace("Finds things", "\uD83D\uDE00".repeat(10_000));
    assertThat(registry.asAdministrator("POST", "/api/v1/registry", added).status()).isEqualTo(201);

    assertThat(registry.page("/registry/wordy").body())
        .hasSizeLessThan(20_000)
        .contains("\uD83D\uDE00…");
  }
}
