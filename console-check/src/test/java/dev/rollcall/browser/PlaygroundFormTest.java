package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The form of a schema, and the same arguments as JSON: of a tool that has every kind of field. */
class PlaygroundFormTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String SCHEMA =
      """
      {"type": "object", "additionalProperties": false, "required": ["flag"],
       "$defs": {"node": {"type": "object", "required": ["name"], "properties": {
         "name": {"type": "string"}, "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}}}},
       "properties": {
         "text": {"type": "string", "description": "Any text."},
         "maybe": {"type": ["string", "null"]},
         "maybe_number": {"type": ["integer", "null"], "minimum": 0},
         "choice": {"enum": ["a", "b", null]},
         "when": {"type": "string", "format": "date-time"},
         "flag": {"type": "boolean"},
         "either": {"oneOf": [{"title": "By name", "type": "object", "required": ["name"],
             "properties": {"name": {"type": "string"}}}, {"title": "By number", "type": "integer"}]},
         "tree": {"$ref": "#/$defs/node"},
         "labels": {"type": "object", "additionalProperties": {"type": "string"}},
         "free": {"type": "object"},
         "tags": {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": 3},
         "size": {"type": "number", "exclusiveMinimum": 0}}}
      """;

  /** Some of everything, in the order of the schema. */
  private static final String EVERYTHING =
      """
      {"text": "", "maybe": "a", "maybe_number": null, "choice": null, "when": "2026-11-21T08:00:00Z",
       "flag": true, "either": 5, "tree": {"name": "r", "children": [{"name": "c", "children": []}]},
       "labels": {"a": "1", "b": ""}, "free": {"z": [1, null]}, "tags": ["x", "y"], "size": 0.5,
       "not_in_the_schema": [1, {}]}
      """;

  /** Texts that are none, and what is said of them. */
  private static final Map<String, String> NO_JSON =
      Map.of(
          "{\n\"flag\": tru}", "Line 2, column 9: a value is expected here",
          "{\"flag\": true,}", "Line 1, column 15: a name in double quotes is expected here",
          "{\"flag\": true, \"flag\": false}",
              "Line 1, column 16: the name \"flag\" is there twice",
          "{\"size\": 12345678901234567890}",
              "Line 1, column 10: a browser cannot keep this number",
          "{\"size\": 0.12345678901234567890}",
              "Line 1, column 10: a browser cannot keep this number",
          "{\"size\": 1e400}", "Line 1, column 10: a browser cannot keep this number",
          "{\"text\": \"a", "this text is not closed",
          "[1]", "Arguments are an object");

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void unsetIsNotNullAndNeitherIsEmpty() {
    ToolPage page = page();
    assertThat(page.arguments()).isEqualTo(json("{}"));

    mode(page, "maybe", "null");
    assertThat(page.arguments()).isEqualTo(json("{\"maybe\": null}"));
    mode(page, "maybe", "value");
    assertThat(page.arguments()).isEqualTo(json("{\"maybe\": \"\"}"));
    mode(page, "maybe", "not set");
    assertThat(page.arguments()).isEqualTo(json("{}"));

    page.field("text").fill("x");
    page.field("text").fill("");
    assertThat(page.arguments()).isEqualTo(json("{}"));
    page.button("Send an empty text: text").click();
    assertThat(page.arguments()).isEqualTo(json("{\"text\": \"\"}"));

    flag(page, "false");
    page.button("Set the list: tags").click();
    assertThat(page.arguments()).isEqualTo(json("{\"text\": \"\", \"flag\": false, \"tags\": []}"));
    page.button("Do not send: tags").click();
    flag(page, "not set");
    assertThat(page.arguments()).isEqualTo(json("{\"text\": \"\"}"));
  }

  @Test
  void nullIsSentAsNullAndWhatIsNotSetNotAtAll() {
    ToolPage page = page();
    mode(page, "maybe_number", "null");
    flag(page, "true");
    page.with("rc_unknown").run();

    page.tab("As sent").click();
    assertThat(page.page().locator(".playground-exchange pre").first())
        .containsText(
            Pattern.compile(
                "\"arguments\": \\{\\s*\"maybe_number\": null,\\s*\"flag\": true\\s*}"));
  }

  @Test
  void theFormShowsWhatTheJsonSaysAndTheJsonWhatTheFormSays() {
    ToolPage page = page().typed(EVERYTHING);
    page.tab("Form").click();
    assertThat(page.field("when")).hasValue("2026-11-21T08:00:00Z");
    assertThat(page.page().getByLabel("either")).hasValue("1");
    assertThat(page.page().getByText("Also sent, from the JSON: not_in_the_schema")).isVisible();

    // Whatever is put in makes the JSON anew, of all that the form has.
    flag(page, "false");
    flag(page, "true");
    assertThat(page.arguments()).isEqualTo(json(EVERYTHING));
  }

  @Test
  void partsAreAddedAndTakenAway() {
    ToolPage page = page();
    page.button("Set the object: tree").click();
    page.field("name").fill("root");
    page.button("Set the list: children").click();
    addItem(page, "children");
    page.field("name").nth(1).fill("leaf");
    assertThat(page.arguments())
        .isEqualTo(json("{\"tree\": {\"name\": \"root\", \"children\": [{\"name\": \"leaf\"}]}}"));
    page.button("Remove item 1").click();
    page.button("Do not send: children").click();
    assertThat(page.arguments()).isEqualTo(json("{\"tree\": {\"name\": \"root\"}}"));
    page.button("Clear").click();
    assertThat(page.arguments()).isEqualTo(json("{}"));
  }

  @Test
  void aValueThatNoFieldCanHoldIsKeptAndObjectedTo() {
    ToolPage page = page().typed("{\"flag\": true, \"size\": \"big\", \"tags\": [\"\"]}");
    page.tab("Form").click();
    assertThat(page.page().getByLabel("size as JSON")).hasValue("\"big\"");
    page.press();
    assertThat(page.complaints())
        .contains("size must be a number", "1 must have at least 1 character");

    page.button("Back to the field: size").click();
    assertThat(page.arguments()).isEqualTo(json("{\"flag\": true, \"tags\": [\"\"]}"));
  }

  @Test
  void textThatIsNoJsonIsToldWhereAndLeavesTheForm() {
    ToolPage page = page();
    flag(page, "false");
    NO_JSON.forEach(
        (text, told) -> {
          page.typed(text);
          assertThat(page.page().locator("#playground-raw-error")).containsText(told);
          page.press();
          assertThat(page.page().getByText("What is typed is not JSON yet")).isVisible();
        });

    assertThat(page.page().locator(".playground-runs li")).hasCount(0);
    page.tab("Form").click();
    assertThat(page.page().getByLabel("flag")).hasValue("1");
    flag(page, "true");
    assertThat(page.arguments()).isEqualTo(json("{\"flag\": true}"));
    page.press();
    assertThat(page.page().getByText("What is typed is not JSON yet")).isHidden();
  }

  @Test
  void sendAnywayIsForWhatHasBeenCheckedAlone() {
    ToolPage page = page();
    for (String next : List.of("{\"flag\": tru", "[1]", "{\"flag\": true}")) {
      page.typed("{}").press();
      assertThat(page.button("Send anyway")).isVisible();
      page.typed(next);
      assertThat(page.button("Send anyway")).isHidden();
    }
  }

  @Test
  void oneOfSeveralFormsIsChosenAndTakenBack() {
    ToolPage page = page();
    Locator either = page.page().getByLabel("either");
    assertThat(either).hasValue("");

    either.selectOption("By name");
    page.field("name").fill("ann");
    assertThat(page.arguments()).isEqualTo(json("{\"either\": {\"name\": \"ann\"}}"));
    either.selectOption("By number");
    page.page().getByLabel("Value", new Page.GetByLabelOptions().setExact(true)).fill("5");
    assertThat(page.arguments()).isEqualTo(json("{\"either\": 5}"));
    either.selectOption("not set");
    assertThat(page.arguments()).isEqualTo(json("{}"));
  }

  @Test
  void aNumberIsSentAsItWasTypedOrObjectedTo() {
    ToolPage page = page();
    for (String number : List.of("1e400", "12345678901234567890", "0.12345678901234567890")) {
      page.field("size").fill(number);
      assertThat(page.arguments().path("size").asString()).isEqualTo(number);
      page.press();
      assertThat(page.complaints()).contains("size must be a number");
    }
    for (String number : List.of("0.10", "1E3", "1e23", "0.0", "1200", "0.0012")) {
      page.field("size").fill(number);
      assertThat(page.arguments().path("size").asDouble()).isEqualTo(Double.parseDouble(number));
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390", "DARK, 390"})
  void everyoneCanUseIt(ColorScheme scheme, int width) throws Exception {
    String token = browsing.server().api().token("alice").get("secret").asString();
    Tab tab = browsing.tab(width, scheme).expecting("401 GET /console/session");
    ToolPage page = ToolPage.made(tab, tool());
    page.typed(EVERYTHING);
    page.tab("Form").click();
    page.with(token).press();
    assertThat(page.button("Send anyway")).isVisible();
    assertThat(Axe.findings(page.page())).isEmpty();

    page.button("Send anyway").click();
    page.awaitRun(1);
    page.exchanges();
    assertThat(Axe.findings(page.page())).isEmpty();
    assertThat(
            page.page().evaluate("() => document.documentElement.scrollWidth <= window.innerWidth"))
        .isEqualTo(true);
  }

  private ToolPage page() {
    return ToolPage.made(
        browsing.tab().expecting("401 GET /console/session").expecting("401 POST /mcp"), tool());
  }

  private static Map<String, Object> tool() {
    return Map.of(
        "name",
        "list_conversations",
        "description",
        "Has every kind of field.",
        "inputSchema",
        json(SCHEMA),
        "annotations",
        Map.of("readOnlyHint", true, "openWorldHint", true));
  }

  private static void mode(ToolPage page, String name, String chosen) {
    page.page().getByLabel(name + ": what is sent").selectOption(chosen);
  }

  private static void flag(ToolPage page, String chosen) {
    page.page().getByLabel("flag").selectOption(chosen);
  }

  private static void addItem(ToolPage page, String list) {
    page.page()
        .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(list))
        .getByText("Add an item")
        .click();
  }

  private static JsonNode json(String text) {
    return JSON.readTree(text);
  }
}
