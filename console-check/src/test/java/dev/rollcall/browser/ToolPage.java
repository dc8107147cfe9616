package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a tool with its playground, as a person uses it. */
record ToolPage(Page page) {
  /** Milliseconds that a run may take on a busy machine. */
  private static final int PATIENCE = 30_000;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ASSETS = Pattern.compile("/assets/[0-9a-f]+");

  /** The page of an MCP tool. */
  static ToolPage mcp(Tab tab, String name) {
    return ready(tab, "/tools/" + name);
  }

  /** The page of a tool of one of the server's own APIs. */
  static ToolPage rest(Tab tab, String api, String name) {
    return ready(tab, "/registry/" + api + "/tools/" + name.toLowerCase(Locale.ROOT));
  }

  /**
   * A page, with the server's own scripts, of an MCP tool that is described otherwise than any of
   * the server's: for what their schemas do not have.
   */
  static ToolPage made(Tab tab, Map<String, Object> tool) {
    Matcher assets = ASSETS.matcher(tab.page().request().get(tab.origin() + "/").text());
    if (!assets.find()) {
      throw new AssertionError("the console's page names no assets");
    }
    String data = JSON.writeValueAsString(Map.of("kind", "mcp", "endpoint", "/mcp", "tool", tool));
    String html =
        """
        <!DOCTYPE html><html lang="en"><head><title>Made</title>
        <link rel="icon" href="%1$s/icon.svg"><link rel="stylesheet" href="%1$s/console.css">
        <link rel="stylesheet" href="%1$s/playground/playground.css">
        <script type="module" src="%1$s/playground/page.js"></script></head>
        <body><main><h1>Made</h1><section id="playground" aria-labelledby="heading">
        <h2 id="heading">Playground</h2></section>
        <script type="application/json" id="tool">%2$s</script></main></body></html>
        """
            .formatted(assets.group(), data.replace("<", "\\u003c"));
    tab.page()
        .route(
            "**/made",
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(html)));
    return ready(tab, "/made");
  }

  /** Where somebody has signed in, the page asks for that once more; it is awaited. */
  private static ToolPage ready(Tab tab, String path) {
    Page page = tab.open(path);
    assertThat(page.locator(".playground")).isVisible();
    if (!tab.context().cookies().isEmpty()) {
      assertThat(page.getByLabel("This page's session")).isChecked();
    }
    return new ToolPage(page);
  }

  /** Shows an API token. */
  ToolPage with(String token) {
    page.getByLabel("An API token").check();
    page.getByLabel("API token", new Page.GetByLabelOptions().setExact(true)).fill(token);
    return this;
  }

  ToolPage as(String user, String secret) {
    page.getByLabel("An account's credentials").check();
    page.getByLabel("Account sid, or sid of an API key").fill(user);
    page.getByLabel("Auth token, or the key's secret").fill(secret);
    return this;
  }

  ToolPage era(String revision) {
    page.getByLabel(revision).check();
    return this;
  }

  /** Types arguments as JSON. */
  ToolPage typed(String json) {
    tab("JSON").click();
    page.getByLabel("Arguments as JSON").fill(json);
    return this;
  }

  ToolPage typed(Map<String, ?> arguments) {
    return typed(JSON.writeValueAsString(arguments));
  }

  /** Whether the tool says what its answers are like. */
  boolean describesItsAnswers() {
    JsonNode tool = JSON.readTree(page.locator("#tool").textContent()).path("tool");
    return !tool.path("outputSchema").isEmpty() || !tool.path("response_schema").isEmpty();
  }

  /** The arguments as they would be sent now. */
  JsonNode arguments() {
    return JSON.readTree(page.locator("#playground-raw").inputValue());
  }

  Locator tab(String name) {
    return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator field(String name) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name)));
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Presses the button that sends. */
  ToolPage press() {
    page.locator(".playground-buttons button[type=submit]").click();
    return this;
  }

  /** Sends, agrees where the page asks whether that is meant, and waits for what comes of it. */
  ToolPage run() {
    int before = runs();
    press();
    Locator question = button("Send it");
    page.waitForCondition(() -> runs() > before || question.isVisible());
    if (question.isVisible()) {
      question.click();
    }
    return awaitRun(before + 1);
  }

  /** Waits until so many runs are over. */
  ToolPage awaitRun(int number) {
    assertThat(page.locator(".playground-runs li"))
        .hasCount(number, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    return this;
  }

  private int runs() {
    return page.locator(".playground-runs li").count();
  }

  /** What came of the last run: {@code done}, {@code tool-error} and so on. */
  String kind() {
    return page.locator(".playground-result").getAttribute("data-kind");
  }

  /** All that is said of the last run, above its value. */
  String said() {
    return String.join(" ", page.locator(".playground-result > p").allInnerTexts());
  }

  /** What the check of the answer says; empty if the answer has no schema. */
  String verdict() {
    return String.join(" ", page.locator(".playground-verdict").allInnerTexts());
  }

  /** The value that came, as it is shown: without secrets; missing if none came. */
  JsonNode value() {
    Locator shown = page.locator("pre[aria-label='The answer']");
    String text = shown.count() == 0 ? "" : shown.textContent();
    return text.startsWith("{") || text.startsWith("[")
        ? JSON.readTree(text)
        : JSON.valueToTree(text);
  }

  /** The requests of the last run in a line each. */
  List<String> exchanges() {
    tab("As sent").click();
    return page.locator(".playground-exchange > summary").allInnerTexts();
  }

  /** Messages that say what is wrong, at the fields and below them. */
  List<String> complaints() {
    return page.locator(".playground-arguments .error").allInnerTexts().stream()
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** A snippet, as its button copies it. */
  String snippet(String language) {
    tab(language).click();
    page.locator("[role=tabpanel]:not([hidden]) [data-snippet]").getByText("Copy").click();
    return (String) page.evaluate("() => navigator.clipboard.readText()");
  }
}
