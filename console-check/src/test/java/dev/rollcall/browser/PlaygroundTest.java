package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls of tools from their pages: what is sent, what is refused before, and what is shown after.
 */
class PlaygroundTest {
  private static final String MODERN = "2026-07-28";
  private static final String LEGACY = "2025-11-25";
  private static final String UNKNOWN = "01a1ffb5-d676-7000-b971-b843dc4b6f64";

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void whatDoesNotFitIsSaidAtTheFieldAndCanBeSentAnyway() throws Exception {
    ToolPage page = ToolPage.mcp(stranger(), "list_conversation_participants").with(token());

    page.press();
    assertThat(page.complaints()).contains("conversation_id is required");

    page.field("conversation_id").fill("nobody");
    page.field("limit").fill("ten");
    page.press();
    assertThat(page.complaints())
        .contains("conversation_id must be a UUID", "limit must be a whole number");
    assertThat(page.field("conversation_id")).isFocused();
    assertThat(page.field("limit")).hasAttribute("aria-invalid", "true");
    assertThat(page.page().locator(".playground-runs li")).hasCount(0);

    page.button("Send anyway").click();
    page.awaitRun(1);
    assertThat(page.kind()).isEqualTo("tool-error");
    assertThat(page.said()).contains("must be an integer from 1 to 100, but is \"ten\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {MODERN, LEGACY})
  void aToolThatTakesAwayIsAskedTwiceAndDoesNothingIfDeclined(String revision) throws Exception {
    String token = token();
    String conversation = conversation(token, "Launch");
    ToolPage page =
        ToolPage.mcp(stranger(), "delete_conversation")
            .with(token)
            .era(revision)
            .typed(Map.of("conversation_id", conversation));

    page.press();
    page.button("Cancel").click();
    assertThat(page.page().locator("dialog")).hasCount(0);

    page.press();
    page.button("Send it").click();
    assertThat(page.page().locator("dialog")).containsText("Delete the conversation \"Launch\"");
    page.button("Decline").click();
    page.awaitRun(1);
    assertThat(page.kind()).isEqualTo("tool-error");
    assertThat(page.said()).contains("did not agree");

    page.press();
    page.button("Send it").click();
    page.page().locator("dialog select").selectOption("true");
    page.button("Answer").click();
    page.awaitRun(2);
    assertThat(page.kind()).as(page.said()).isEqualTo("done");
    assertThat(page.value().path("status").asString()).isEqualTo("deleted");
    assertThat(page.exchanges()).hasSize(revision.equals(MODERN) ? 2 : 5);
  }

  @Test
  void theOlderRevisionOpensASessionAndEndsIt() throws Exception {
    ToolPage page = ToolPage.mcp(stranger(), "list_conversations").with(token()).era(LEGACY).run();

    assertThat(page.kind()).isEqualTo("done");
    assertThat(page.exchanges())
        .containsExactly(
            "POST /mcp · initialize → 200",
            "POST /mcp · notifications/initialized → 202",
            "POST /mcp · tools/call → 200",
            "DELETE /mcp → 204");
  }

  @Test
  void errorsAreToldApartByWhoMadeThem() throws Exception {
    Tab tab = stranger().expecting("401 POST /mcp").expecting("404 POST /mcp");
    ToolPage page = ToolPage.mcp(tab, "get_conversation").with("rc_unknown");
    page.typed(Map.of("conversation_id", UNKNOWN)).run();
    assertThat(page.kind()).isEqualTo("http-error");
    assertThat(page.said()).contains("HTTP 401", "token is unknown");

    String token = token();
    page.with(token).run();
    assertThat(page.kind()).isEqualTo("tool-error");

    ToolPage made = ToolPage.made(tab, tool("no_such_tool", Map.of("type", "object")));
    made.with(token).run();
    assertThat(made.kind()).isEqualTo("protocol-error");
    assertThat(made.said()).contains("-32602", "refused before it reached the tool");
  }

  @Test
  void anAnswerThatDoesNotFitItsSchemaIsShownAsSuch() throws Exception {
    Map<String, Object> tool =
        Map.of(
            "name", "list_conversations",
            "inputSchema", Map.of("type", "object"),
            "outputSchema",
                Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("data", Map.of("type", "string")),
                    "required",
                    List.of("data", "more")));
    ToolPage page = ToolPage.made(stranger(), tool).with(token()).run();

    assertThat(page.kind()).isEqualTo("done");
    assertThat(page.verdict())
        .contains("does not fit the output schema", "data must be a text", "more is required");
  }

  @Test
  void theNextPageIsOneClickAway() throws Exception {
    String token = token();
    for (String title : List.of("one", "two", "three")) {
      conversation(token, title);
    }
    ToolPage page = ToolPage.mcp(stranger(), "list_conversations").with(token);
    page.typed(Map.of("limit", 2)).run();
    assertThat(page.value().path("data").size()).isEqualTo(2);

    page.button("Next page").click();
    page.awaitRun(2);
    assertThat(page.value().path("data").size()).isEqualTo(1);
    assertThat(page.arguments().path("cursor").isString()).isTrue();
    assertThat(page.button("Next page")).hasCount(0);
  }

  @Test
  void theNextPageOfRestIsOneClickAwayToo() throws Exception {
    Api api = browsing.server().api();
    for (String name : List.of("ann", "bob")) {
      api.postJson("/rollcall/v1/users", Map.of("name", name));
      api.callIn("standup", "rollcall:tone", name);
    }
    ToolPage participants = ToolPage.rest(browsing.ownersTab(), "twilio", "listParticipant");
    // The account is known: it has signed in.
    assertThat(participants.field("AccountSid")).hasValue(LiveServer.OWNER.sid().text());
    participants.field("ConferenceSid").fill("standup");
    participants.field("PageSize").fill("1");
    participants.run();
    assertThat(participants.verdict()).contains("It fits the response schema");
    participants.button("Next page").click();
    participants.awaitRun(2);
    assertThat(participants.value().path("participants").path(0).path("label").asString())
        .isEqualTo("ann");

    ToolPage users = ToolPage.rest(browsing.ownersTab(), "rollcall", "listUser");
    users.typed(Map.of("limit", 1)).run();
    users.button("Next page").click();
    users.awaitRun(2);
    assertThat(users.value().path("users").path(0).path("name").asString()).isEqualTo("bob");
  }

  @Test
  void aRunIsEndedByItsButton() {
    ToolPage page = ToolPage.rest(browsing.ownersTab(), "rollcall", "listEvent");
    page.field("wait").fill("30");
    page.press();
    page.button("Abort").click();
    page.awaitRun(1);

    assertThat(page.kind()).isEqualTo("aborted");
    assertThat(page.button("Abort")).isHidden();
    assertThat(page.button("Send the request")).isEnabled();
  }

  @Test
  void secretsStayInThePage() throws Exception {
    String token = token();
    Tab tab = stranger();
    tab.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ToolPage page = ToolPage.mcp(tab, "list_conversations").with(token);
    page.run();
    page.exchanges();

    assertThat(page.page().locator(".playground-exchange")).containsText("Bearer ••••");
    assertThat(page.page().locator("body").innerText()).doesNotContain(token);
    assertThat(page.page().url()).doesNotContain(token);
    assertThat(tab.context().storageState()).doesNotContain(token);
    assertThat(
            page.page().evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])"))
        .isEqualTo("[{},{}]");
    for (String language : List.of("curl", "Java", "TypeScript", "Python", "Inspector")) {
      assertThat(page.snippet(language)).contains("ROLLCALL_TOKEN").doesNotContain(token);
    }
  }

  @Test
  void anAccountsSecretStaysInThePage() {
    Tab tab = stranger();
    tab.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ToolPage page = ToolPage.rest(tab, "twilio", "listKey");
    String secret = LiveServer.OWNER.authToken();
    page.as(LiveServer.OWNER.sid().text(), secret).run();

    assertThat(page.kind()).as(page.said()).isEqualTo("done");
    assertHidden(page, secret, "Basic ••••", "ROLLCALL_AUTH_TOKEN");
  }

  @Test
  void aPasswordAmongTheArgumentsIsAVariableInSnippetsAndMasked() {
    Tab tab = browsing.ownersTab().expecting("400 POST /2010-04-01/");
    tab.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    ToolPage page = ToolPage.rest(tab, "twilio", "createParticipant");
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("AccountSid", LiveServer.OWNER.sid().text());
    arguments.put("ConferenceSid", "standup");
    arguments.put("From", "console");
    arguments.put("To", "sip:ann@127.0.0.1:9");
    arguments.put("SipAuthUsername", "ann");
    arguments.put("SipAuthPassword", "hunter2-is-secret");
    page.typed(arguments);
    page.tab("Form").click();
    page.run();

    assertHidden(page, "hunter2-is-secret", "SipAuthPassword=••••", "SIP_AUTH_PASSWORD");
  }

  @Test
  void withoutCredentialsNoneAreSent() {
    Tab tab = stranger().expecting("401 GET /2010-04-01/");
    ToolPage page = ToolPage.rest(tab, "twilio", "fetchAccount").as("", "");
    page.typed(Map.of("Sid", LiveServer.OWNER.sid().text())).run();
    page.exchanges();

    assertThat(page.page().locator(".playground-exchange")).not().containsText("Authorization");
  }

  @Test
  void aToolOfAgentsIsCalledByThePagesSession() throws Exception {
    String token = token();
    String conversation = conversation(token, "Launch");
    for (Tab tab : List.of(browsing.tab().signedIn("", token), browsing.ownersTab())) {
      ToolPage page = ToolPage.mcp(tab, "list_conversation_participants");
      page.typed(Map.of("conversation_id", conversation)).run();

      assertThat(page.kind()).as(page.said()).isEqualTo("done");
      assertThat(page.verdict()).contains("It fits the output schema");
      page.exchanges();
      assertThat(page.page().locator(".playground-exchange")).containsText("Rollcall-Console: 1");
      assertThat(page.page().locator(".playground-exchange")).not().containsText("Authorization");
    }
  }

  @Test
  void whoIsQuickerThanTheSessionKeepsTheirChoice() {
    Tab tab = browsing.ownersTab();
    List<Route> asked = new ArrayList<>();
    tab.page().route("**/console/session", asked::add);
    ToolPage page = new ToolPage(tab.open("/tools/list_conversations")).with("rc_mine");
    tab.page().waitForCondition(() -> !asked.isEmpty());
    asked.forEach(Route::resume);

    assertThat(page.page().getByLabel("This page's session")).isVisible();
    assertThat(page.page().getByLabel("This page's session")).not().isChecked();
    assertThat(page.page().getByLabel("An API token")).isChecked();
  }

  @Test
  void aSecretInAnAnswerIsShownOnlyOnDemand() throws Exception {
    ToolPage page = ToolPage.rest(browsing.ownersTab(), "rollcall", "createToken");
    page.typed(Map.of("user", "ann")).run();

    assertThat(page.kind()).as(page.said()).isEqualTo("done");
    assertThat(page.value().path("secret").asString()).startsWith("••••");
    assertThat(page.page().locator("body").innerText()).doesNotContain("rc_");
    page.tab("Tree").click();
    page.button("Show secret").click();
    assertThat(page.page().locator(".playground-tree")).containsText("rc_");
  }

  @Test
  void textsStayTexts() throws Exception {
    ToolPage page = ToolPage.mcp(stranger(), "create_conversation").with(token());
    page.typed(Map.of("title", "<img src=x onerror=alert(1)>")).run();

    assertThat(page.page().locator(".playground-tree"))
        .containsText("<img src=x onerror=alert(1)>");
    assertThat(page.page().locator("main img")).hasCount(0);
  }

  @Test
  void anEarlierRunIsLookedAtAgain() throws Exception {
    String token = token();
    ToolPage page = ToolPage.mcp(stranger(), "create_conversation").with(token);
    page.typed(Map.of("title", "first")).run();
    page.typed(Map.of("title", "second")).run();
    page.page().locator(".playground-history > summary").click();
    page.page().locator(".playground-runs button").last().click();

    assertThat(page.value().path("title").asString()).isEqualTo("first");
    assertThat(page.arguments().path("title").asString()).isEqualTo("first");
  }

  @Test
  void tabsAreUsedByTheirKeys() {
    ToolPage page = ToolPage.mcp(stranger(), "list_conversations");
    Locator form = page.tab("Form");
    form.focus();
    page.page().keyboard().press("ArrowRight");
    assertThat(page.tab("JSON")).isFocused();
    assertThat(page.page().getByLabel("Arguments as JSON")).isVisible();
    page.page().keyboard().press("Home");
    assertThat(form).hasAttribute("aria-selected", "true");
  }

  /** Asserts that a secret is in what was sent, as a mask, and in each snippet as a variable. */
  private static void assertHidden(ToolPage page, String secret, String mask, String variable) {
    page.exchanges();
    assertThat(page.page().locator(".playground-exchange")).containsText(mask);
    for (String language : List.of("curl", "Java", "TypeScript", "Python")) {
      assertThat(page.snippet(language)).contains(variable).doesNotContain(secret);
    }
    // The text of the JSON is a field's value, which this does not have.
    assertThat(page.page().locator("body").innerText()).doesNotContain(secret);
  }

  private Tab stranger() {
    return browsing.tab().expecting("401 GET /console/session");
  }

  private String token() throws Exception {
    return browsing.server().api().token("alice").get("secret").asString();
  }

  private String conversation(String token, String title) throws Exception {
    return Mcp.call(
            browsing.server().origin(), token, "create_conversation", Map.of("title", title))
        .path("id")
        .asString();
  }

  private static Map<String, Object> tool(String name, Map<String, Object> schema) {
    return Map.of("name", name, "inputSchema", schema);
  }
}
