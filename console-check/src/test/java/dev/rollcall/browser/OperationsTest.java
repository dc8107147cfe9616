package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the operator looks after, clicked; what comes of it is asked of the server and of peers. */
class OperationsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void aFailedDeliveryIsRetriedAndArrives() throws Exception {
    try (App app = new App()) {
      app.answers(410);
      String _ = callIn("ann", app);
      Page page = browsing.ownersTab().open("/operations?state=failed#deliveries");
      Locator row = page.locator("#deliveries .operations-row").first();
      assertThat(row).containsText("Failed");
      assertThat(row).containsText("410");
      // What is refused again fails again, and says so in its place.
      row.getByRole(AriaRole.BUTTON, named("Retry")).click();
      assertThat(row).containsText("tried 2 times");
      assertThat(row).containsText("Failed");

      app.answers(204);
      int before = app.taken();
      row.getByRole(AriaRole.BUTTON, named("Retry")).click();
      assertThat(row).containsText("Delivered");
      assertThat(row.getByRole(AriaRole.BUTTON, named("Retry"))).hasCount(0);
      assertThat(app.taken()).isEqualTo(before + 1);

      row.getByRole(AriaRole.BUTTON, named("Details")).click();
      assertThat(page.getByRole(AriaRole.DIALOG)).containsText("StatusCallbackEvent");
      assertThat(Axe.findings(page)).isEmpty();
    }
  }

  @Test
  void aNewDeliveryIsShownByItself() throws Exception {
    try (App app = new App()) {
      Page page = browsing.ownersTab().open("/operations");
      assertThat(page.locator("#deliveries .live")).hasText("Live");
      assertThat(page.locator("#deliveries")).containsText("Nothing was sent yet.");

      String _ = callIn("ann", app);

      assertThat(page.locator("#deliveries .operations-row").first()).containsText("Delivered");
    }
  }

  @Test
  void filtersAreInTheAddress() throws Exception {
    try (App app = new App()) {
      String conference = callIn("ann", app);
      Tab tab = browsing.ownersTab();
      Page page = tab.open("/operations");
      assertThat(page.locator("#deliveries .operations-row").first()).isVisible();

      page.getByLabel("Show", new Page.GetByLabelOptions().setExact(true)).selectOption("failed");
      assertThat(page.locator("#deliveries")).containsText("No delivery matches.");
      assertThat(tab.address()).isEqualTo("/operations?state=failed#deliveries");
      page.reload();
      assertThat(page.locator("#deliveries")).containsText("No delivery matches.");

      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show all")).click();
      page.getByLabel("Of conference or call").fill(conference);
      page.getByLabel("Of conference or call").press("Enter");
      assertThat(page.locator("#deliveries .operations-row").first()).isVisible();
      assertThat(tab.address()).isEqualTo("/operations?conference=" + conference + "#deliveries");

      page.getByLabel("Of conference or call").fill("standup");
      page.getByLabel("Of conference or call").press("Enter");
      assertThat(page.locator("#deliveries [role=alert]").first()).containsText("That is no sid");
    }
  }

  @Test
  void whatMayBeOutOfDateIsSaid() throws Exception {
    try (Cable cable = Cable.to(browsing.server().origin())) {
      Page page =
          browsing
              .tabAt(cable.origin(), Browsing.WIDE, ColorScheme.LIGHT)
              .signedIn(LiveServer.OWNER)
              .expecting("^net::ERR_")
              .open("/operations");
      assertThat(page.locator("#health")).containsText("as of");

      cable.cut();
      for (String section : new String[] {"health", "open", "trunks"}) {
        assertThat(page.locator("#" + section + " > [role=alert]"))
            .containsText(Pattern.compile("^Not live: .* What follows may be out of date\\.$"));
      }

      cable.mend();
      assertThat(page.locator("#health > [role=alert]")).isHidden();
      assertThat(page.locator("#deliveries .live")).hasText("Live");
    }
  }

  @Test
  void aDeliveryThatIsToldWhileTheListIsReadStays() throws Exception {
    try (App app = new App()) {
      Page page = browsing.ownersTab().open("/operations");
      assertThat(page.locator("#deliveries .live")).hasText("Live");
      assertThat(page.locator("#deliveries")).containsText("Nothing was sent yet.");
      AtomicReference<Route> held = new AtomicReference<>();
      page.route(Pattern.compile("/deliveries\\?"), held::set);
      page.getByLabel("Of conference or call").press("Enter");
      page.waitForCondition(() -> held.get() != null);
      APIResponse empty = held.get().fetch();

      String _ = callIn("ann", app);
      assertThat(page.locator("#deliveries .operations-row")).containsText("Delivered");
      held.get().fulfill(new Route.FulfillOptions().setResponse(empty));
      page.unroute(Pattern.compile("/deliveries\\?"));
      assertThat(button(page, "Show more")).hasCount(0);
      assertThat(page.locator("#deliveries .operations-row")).containsText("Delivered");
    }
  }

  @Test
  void aTokenThatIsMadeOpensMcpUntilItIsRevoked() throws Exception {
    Page page = browsing.ownersTab().open("/operations#tokens");
    button(page, "Make a token").click();
    page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)).fill("helper");
    page.getByLabel("Label").fill("desk");
    button(page, "Make").click();
    String secret =
        page.getByLabel("API token", new Page.GetByLabelOptions().setExact(true)).inputValue();
    assertThat(secret).startsWith("rc_");
    assertThat(mcp(secret)).isEqualTo(200);
    button(page, "Done").click();
    assertThat(page.content()).doesNotContain(secret);
    assertThat(page.locator("#users .operations-row")).containsText("helper");

    Locator row = page.locator("#tokens .operations-row");
    assertThat(row).containsText("desk");
    row.getByRole(AriaRole.BUTTON, named("Revoke")).click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Revoke")).click();
    assertThat(row).containsText("Revoked");
    assertThat(mcp(secret)).isEqualTo(401);
  }

  @Test
  void aKeyIsMadeRenamedAndRemoved() throws Exception {
    Page page = browsing.ownersTab().open("/operations#keys");
    assertThat(page.locator("#keys")).containsText("There is no key.");
    button(page, "Make a key").click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("billing");
    button(page, "Make").click();
    String sid = page.getByLabel("Sid", new Page.GetByLabelOptions().setExact(true)).inputValue();
    String secret =
        page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true)).inputValue();
    browsing.tab().signedIn(sid, secret);
    button(page, "Done").click();

    Locator row = page.locator("#keys .operations-row");
    row.getByRole(AriaRole.BUTTON, named("Rename")).click();
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("reports");
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Rename")).click();
    assertThat(row).containsText("reports");
    assertThat(keys().get(0).get("friendly_name").asString()).isEqualTo("reports");

    row.getByRole(AriaRole.BUTTON, named("Remove")).click();
    page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Remove")).click();
    assertThat(row).hasCount(0);
    assertThat(keys()).isEmpty();
  }

  @Test
  void whoMayNotSeeSomethingIsToldWhatToSignInWith() throws Exception {
    JsonNode key = browsing.server().api().key();
    Page ofKey =
        browsing
            .tab()
            .signedIn(key.get("sid").asString(), key.get("secret").asString())
            .open("/operations");
    assertThat(ofKey.locator("#keys"))
        .containsText("sign in with the account's sid and auth token");
    assertThat(ofKey.locator("#health")).containsText("Database");
    assertThat(button(ofKey, "Make a token")).hasCount(0);

    String secret = browsing.server().api().token("ann").get("secret").asString();
    Page ofToken = browsing.tab().signedIn("", secret).open("/operations");
    for (String section :
        new String[] {"health", "open", "deliveries", "trunks", "tokens", "keys", "users"}) {
      assertThat(ofToken.locator("#" + section)).containsText("Sign out, and sign in");
    }
  }

  @Test
  void theFirstScreenSaysWhatIsOpen() {
    Page page = browsing.ownersTab().open("/");
    assertThat(page.locator(".exposure"))
        .containsText(
            Pattern.compile(
                "Open to this machine only: HTTP 127.0.0.1:\\d+, SIP 127.0.0.1:\\d+\\."));
    page.locator(".exposure").getByRole(AriaRole.LINK).click();
    assertThat(page.locator("#open")).containsText("neither authenticated nor encrypted");
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void isFitToBeUsed(int width, ColorScheme scheme) throws Exception {
    try (App app = new App()) {
      String _ = callIn("ann", app);
      browsing.server().api().key();
      browsing.server().api().token("ann");
      Page page = browsing.tab(width, scheme).signedIn(LiveServer.OWNER).open("/operations");
      assertThat(page.locator("#deliveries .operations-row").first()).isVisible();
      assertThat(page.locator("#health")).containsText("In use");

      assertThat(Axe.findings(page)).isEmpty();
      assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
    }
  }

  /** Has a participant join whose conference tells the app; the conference's sid. */
  private String callIn(String label, App app) throws IOException, InterruptedException {
    Api api = browsing.server().api();
    return api.post(
            api.below("Conferences/standup/Participants.json"),
            "To=rollcall:tone&From=console&Label="
                + label
                + "&ConferenceStatusCallback="
                + app.address()
                + "&ConferenceStatusCallbackEvent=join")
        .get("conference_sid")
        .asString();
  }

  private JsonNode keys() throws IOException, InterruptedException {
    Api api = browsing.server().api();
    return api.get(api.below("Keys.json")).get("keys");
  }

  private int mcp(String token) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(browsing.server().origin() + "/mcp"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
                      "protocolVersion": "2025-06-18", "capabilities": {},
                      "clientInfo": {"name": "test", "version": "1"}}}
                    """))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Names that begin so. */
  private static Locator.GetByRoleOptions named(String beginning) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + beginning));
  }

  /** An app that takes messages, or does not. */
  private static final class App implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger taken = new AtomicInteger();
    private volatile int status = 204;

    App() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            if (status < 300) {
              taken.incrementAndGet();
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    void answers(int wanted) {
      status = wanted;
    }

    int taken() {
      return taken.get();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
