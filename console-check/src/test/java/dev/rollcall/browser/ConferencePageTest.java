package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Voice;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of one conference: live, after its end, and when its events are forgotten. */
class ConferencePageTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @TempDir static Path folder;

  private final String database = "jdbc:sqlite:" + folder.resolve(UUID.randomUUID() + ".db");

  @RegisterExtension
  final Browsing browsing = new Browsing().with("ROLLCALL_DATABASE_URL", database);

  /** What each test opens first. */
  @SuppressWarnings("NullAway.Init")
  private Page page;

  @Test
  void showsAConferenceLiveAndTheSameAfterItsEnd() throws Exception {
    Api api = browsing.server().api();
    PhoneCall ann = browsing.server().dial("standup", "ann", "ann", Voice.silence());
    String sid = api.conference("standup").get("sid").asString();
    browsing.server().dial("standup", "bob", "bob", Voice.silence());
    browsing.server().dial("standup", "eve", HOSTILE, Voice.silence());
    page = browsing.ownersTab().open("/conferences/" + sid);
    assertThat(page.getByText("Live", exactly())).isVisible();
    assertThat(lane("ann")).hasAttribute("aria-label", Pattern.compile("^ann, there since [^,]+$"));

    ann.speak(Voice.tone(400, Hearing.AMPLITUDE));
    assertThat(lane("ann")).hasAttribute("aria-label", Pattern.compile("spoke once"));
    ann.speak(Voice.silence());
    assertThat(event("ann stopped speaking")).isAttached();
    api.post(participant(sid, "bob"), "Muted=true");
    assertThat(lane("bob")).hasAttribute("aria-label", Pattern.compile("was muted once"));
    api.post(participant(sid, "bob"), "Hold=true");
    assertThat(lane("bob")).hasAttribute("aria-label", Pattern.compile("was on hold once"));
    api.post(participant(sid, "bob"), "Hold=false");
    api.post(
        api.below("Conferences/" + sid + ".json"), "AnnounceUrl=http://127.0.0.1:9/nothing.wav");
    ann.hangUp();
    assertThat(lane("ann")).hasAttribute("aria-label", Pattern.compile("there from .* to "));
    assertThat(cell("ann", "Why it left")).hasText("hung up");
    assertThat(page.locator(".course-lane .course-failed")).hasCount(1);
    assertThat(page.getByLabel("Act on bob")).isVisible();

    api.post(api.below("Conferences/" + sid + ".json"), "Status=completed");
    assertThat(page.locator(".course-facts")).containsText("it was ended by hand or by an app");
    assertThat(page.getByText("Live", exactly())).isHidden();
    assertThat(page.getByLabel("Act on bob")).isHidden();
    assertThat(lane("bob")).hasAttribute("aria-label", Pattern.compile("there from .* to "));
    List<String> told = whatIsTold();
    assertThat(told).anyMatch(line -> line.startsWith(HOSTILE + ", there from"));

    page.reload();
    assertThat(lane("bob")).isVisible();
    assertThat(event("ann stopped speaking")).isAttached();
    assertThat(whatIsTold()).isEqualTo(told);
    assertThat(page.locator("img")).hasCount(0);
  }

  @Test
  void figuresOfTheAudioComeWithAWordAndStayAfterTheEnd() throws Exception {
    PhoneCall ann = browsing.server().dial("standup", "ann", 400);
    Api api = browsing.server().api();
    api.callIn("standup", "rollcall:echo", "echo");
    String sid = api.conference("standup").get("sid").asString();
    page = browsing.ownersTab().open("/conferences/" + sid);
    assertThat(figure("echo", "Quality")).hasText("—");
    Await.until(
        () -> {
          page.getByText("Read again").click();
          String quality = figure("ann", "Quality").textContent();
          return quality.matches("[1-4]\\.\\d (good|fair|poor)")
              ? Optional.empty()
              : Optional.of("the quality is told as " + quality);
        });
    assertThat(figure("ann", "Loss in")).containsText("%");
    assertThat(figure("ann", "Codec")).hasText(Pattern.compile("PCM[AU]"));

    ann.hangUp();
    assertThat(cell("ann", "Why it left")).hasText("hung up");
    page.reload();
    assertThat(figure("ann", "Quality")).hasText(Pattern.compile("(good|fair|poor)$"));
  }

  @Test
  void aStretchIsSeenCloserAndStandsInTheAddress() throws Exception {
    String sid = over("standup");
    Tab tab = browsing.ownersTab();
    page = tab.open("/conferences/" + sid);
    assertThat(lane("ann")).isVisible();
    assertThat(page.locator(".course-note")).isHidden();
    String whole = page.locator(".course-reading").textContent();

    BoundingBox box = page.locator(".course-lane").nth(1).boundingBox();
    page.mouse().move(box.x + box.width - 300, box.y + 10);
    assertThat(page.locator(".course-reading")).containsText("· ann · there ");
    page.mouse().down();
    page.mouse().move(box.x + box.width - 100, box.y + 10);
    page.mouse().up();
    page.mouse().move(1, 1);
    assertThat(page.getByText("All of it", exactly())).isEnabled();
    assertThat(tab.address()).contains("?from=", "&to=");
    assertThat(page.locator(".course-reading")).not().containsText("ann");
    String seen = page.locator(".course-reading").textContent();
    assertThat(seen).isNotEqualTo(whole);

    page.reload();
    assertThat(page.locator(".course-reading")).hasText(seen);
    page.getByText("All of it", exactly()).click();
    assertThat(page.locator(".course-reading")).hasText(whole);
    assertThat(tab.address()).isEqualTo("/conferences/" + sid);
  }

  @Test
  void keysReadThePicture() throws Exception {
    String sid = over("standup");
    page = browsing.ownersTab().open("/conferences/" + sid);
    assertThat(lane("ann")).isVisible();
    Locator picture = page.locator(".course-box");

    picture.focus();
    picture.press("ArrowDown");
    assertThat(picture).hasAttribute("aria-activedescendant", "course-lane-1");
    picture.press("ArrowRight");
    assertThat(page.locator("#told")).containsText("· ann · there ");
    picture.press("ArrowRight");
    assertThat(page.locator("#told")).containsText("muted");
    picture.press("+");
    assertThat(page.getByText("All of it", exactly())).isEnabled();
    picture.press("0");
    assertThat(page.getByText("All of it", exactly())).isDisabled();
  }

  @Test
  void aSearchChoosesLanesRowsAndEventsAndStaysInTheAddress() throws Exception {
    browsing.server().dial("standup", "bob", "bob", Voice.silence());
    String sid = over("standup");
    Tab tab = browsing.ownersTab();
    page = tab.open("/conferences/" + sid);
    assertThat(page.locator(".course-lane")).hasCount(3);

    page.getByLabel("Search participants").fill("bob");
    assertThat(page.locator(".course-lane")).hasCount(2);
    assertThat(page.getByText("1 of 2 participants")).isVisible();
    assertThat(event("ann joined")).hasCount(0);
    page.reload();
    assertThat(page.getByText("1 of 2 participants")).isVisible();
    assertThat(tab.address()).isEqualTo("/conferences/" + sid + "?q=bob");
  }

  @Test
  void whatIsForgottenIsSaidAndRecordsStillTellWhoWasThere() throws Exception {
    String sid = over("standup");
    forgetEvents();
    page = browsing.ownersTab().open("/conferences/" + sid);

    assertThat(page.getByText("The events of this conference are forgotten")).isVisible();
    assertThat(lane("ann")).hasAttribute("aria-label", Pattern.compile("^ann, there from .* to "));
    assertThat(cell("ann", "Muted")).hasText("—");
  }

  @Test
  void whatIsNotThereIsSaid() {
    Tab tab = browsing.ownersTab().expecting("404 ");
    page = tab.open("/conferences/CF" + "0".repeat(32));
    assertThat(page.getByText("There is no such conference")).isVisible();
    page = tab.open("/conferences/standup");
    assertThat(page.getByText("There is no such conference")).isVisible();
  }

  @Test
  void aConferenceThatIsOnCanBeNamed() throws Exception {
    browsing.server().dial("standup", "ann", "ann", Voice.silence());
    String sid = browsing.server().api().conference("standup").get("sid").asString();
    Tab tab = browsing.ownersTab();
    page = tab.open("/conferences/standup?q=ann");
    assertThat(lane("ann")).isVisible();
    assertThat(tab.address()).isEqualTo("/conferences/" + sid + "?q=ann");
  }

  @Test
  void whatCannotBeReadIsSaidUntilItIsReadAgain() throws Exception {
    String sid = over("standup");
    Tab tab = browsing.ownersTab().expecting("^503 ");
    Pattern summary = Pattern.compile("/v1/Conferences/" + sid + "$");
    Pattern events = Pattern.compile("/events\\?");
    tab.page().route(summary, ConferencePageTest::refuse);
    tab.page().route(events, ConferencePageTest::refuse);
    page = tab.open("/conferences/" + sid);
    Locator fault = page.locator("main > [role=alert]");
    assertThat(fault).hasText("The server answered 503.");

    tab.page().unroute(summary);
    page.getByText("Try again").click();
    assertThat(lane("ann")).isVisible();
    assertThat(fault).hasText("Events may be missing: The server answered 503.");

    tab.page().unroute(events);
    page.getByText("Try again").click();
    assertThat(event("ann joined")).isAttached();
    assertThat(fault).isHidden();
    assertThat(page.getByText("Try again")).isHidden();
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everybodyCanUseItAndNothingIsWiderThanAPhone(ColorScheme scheme) throws Exception {
    String sid = over("standup");
    for (int width : new int[] {Browsing.WIDE, Browsing.NARROW}) {
      page = browsing.tab(width, scheme).signedIn(LiveServer.OWNER).open("/conferences/" + sid);

      assertThat(lane("ann")).isVisible();
      page.getByText("As a list").click();
      assertThat(event("ann joined")).isVisible();
      assertThat(Axe.findings(page)).isEmpty();
      assertThat(page.evaluate("() => document.querySelector('main').scrollWidth - innerWidth"))
          .satisfies(beyond -> assertThat((Integer) beyond).isNotPositive());
    }
  }

  /** A conference of Ann, who was muted, that is over. */
  private String over(String room) throws Exception {
    Api api = browsing.server().api();
    browsing.server().dial(room, "ann", "ann", Voice.silence());
    String sid = api.conference(room).get("sid").asString();
    api.post(participant(sid, "ann"), "Muted=true");
    // What was over at once is too short to be seen closer.
    Instant end = Instant.now().plusSeconds(1);
    Await.until(
        () ->
            Instant.now().isAfter(end)
                ? Optional.empty()
                : Optional.of("the conference is younger than a second"));
    api.post(api.below("Conferences/" + sid + ".json"), "Status=completed");
    return sid;
  }

  private String participant(String sid, String label) {
    return browsing.server().api().below("Conferences/" + sid + "/Participants/" + label + ".json");
  }

  private Locator lane(String name) {
    return page.locator(".course-lane")
        .filter(new Locator.FilterOptions().setHas(page.getByText(name, exactly())));
  }

  /** The row of the list of events that says so. */
  private Locator event(String text) {
    page.evaluate("() => { document.querySelector('details').open = true; }");
    return page.locator(".course-log td").getByText(text);
  }

  private Locator cell(String name, String column) {
    return cell("Table of participants", name, column);
  }

  private Locator figure(String name, String column) {
    return cell("Table of quality figures", name, column);
  }

  private Locator cell(String table, String name, String column) {
    Locator shown = page.locator("[aria-label='" + table + "']");
    List<String> columns = shown.locator("thead th").allTextContents();
    return shown
        .locator("tbody tr")
        .filter(new Locator.FilterOptions().setHas(page.getByText(name, exactly())))
        .locator("th, td")
        .nth(columns.indexOf(column));
  }

  /** The lanes and the events, in words. */
  private List<String> whatIsTold() {
    @SuppressWarnings("unchecked")
    List<String> told =
        (List<String>)
            page.evaluate(
                "() => [...document.querySelectorAll('.course-lane')].map((lane) =>"
                    + " lane.getAttribute('aria-label')).concat([...document.querySelectorAll("
                    + "'.course-log tbody tr')].map((row) => row.textContent))");
    return told;
  }

  private void forgetEvents() throws Exception {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from event");
    }
  }

  private static void refuse(Route route) {
    route.fulfill(new Route.FulfillOptions().setStatus(503));
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
