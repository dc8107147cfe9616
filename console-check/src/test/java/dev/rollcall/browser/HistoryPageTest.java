package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import dev.rollcall.phone.Voice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of conferences that are over. */
class HistoryPageTest {
  private static final String HOSTILE = "<b>&amp; 100% \"sure\"?";

  /** As many as the page shows at once, and some. */
  private static final int MANY = 53;

  @RegisterExtension
  final Browsing browsing = new Browsing().with("ROLLCALL_CALLS_PER_SECOND", "200");

  /** What each test opens first. */
  @SuppressWarnings("NullAway.Init")
  private Page page;

  @Test
  void saysWhatIsThereWhenNothingIs() throws Exception {
    Tab tab = browsing.ownersTab();
    page = tab.open("/history");
    assertThat(page.getByText("No conference has ended yet")).isVisible();

    page = tab.open("/history?q=nobody");
    assertThat(page.getByText("No conference matches")).isVisible();
    page.getByText("Show all").click();
    assertThat(page.getByText("No conference has ended yet")).isVisible();
    assertThat(tab.address()).isEqualTo("/history");
  }

  @Test
  void whatEndsAppearsAndLeadsToItsPage() throws Exception {
    page = browsing.ownersTab().open("/history");
    assertThat(page.getByText("No conference has ended yet")).isVisible();

    browsing.server().dial("standup", "ann", "ann", Voice.silence()).hangUp();
    assertThat(rows()).hasCount(1);
    assertThat(rows()).containsText("1 participant");
    assertThat(rows()).containsText("the last participant left");
    page.getByText("standup").click();
    assertThat(page.locator("h1")).hasText("standup");
    assertThat(page.locator(".course-lane")).hasCount(2);
  }

  @Test
  void whatIsOnIsShownToWhoAsksForIt() throws Exception {
    Tab tab = browsing.ownersTab();
    page = tab.open("/history");
    page.getByLabel("also those that are on").check();
    assertThat(page.locator(".total")).hasText("0 conferences");

    browsing.server().dial("standup", "ann", "ann", Voice.silence());
    assertThat(rows()).containsText("since");
    browsing.server().dial("standup", "bob", "bob", Voice.silence());
    assertThat(rows()).containsText("2 participants");
    assertThat(tab.address()).isEqualTo("/history?on=1");
    page.getByLabel("also those that are on").uncheck();
    assertThat(rows()).hasCount(0);
  }

  @Test
  void filtersChooseAndStayInTheAddress() throws Exception {
    Api api = browsing.server().api();
    browsing.server().dial("alpha", "ann", "ann", Voice.silence()).hangUp();
    browsing.server().dial("beta", "ann", "ann", Voice.silence());
    api.delete(api.below("Conferences/beta/Participants/ann.json"));
    Tab tab = browsing.ownersTab();
    page = tab.open("/history");
    assertThat(rows()).hasCount(2);

    page.getByLabel("Search").fill("ALPH");
    assertThat(rows()).hasCount(1);
    assertThat(rows()).containsText("alpha");
    page.getByLabel("Search").fill("");
    page.getByLabel("Ended because").selectOption("last_participant_kicked");
    assertThat(rows()).hasCount(1);
    assertThat(rows()).containsText("beta");
    page.reload();
    assertThat(rows()).hasCount(1);
    assertThat(tab.address()).isEqualTo("/history?ended=last_participant_kicked");

    page = tab.open("/history?to=2020-01-01");
    assertThat(page.getByText("No conference matches")).isVisible();
    page = tab.open("/history?from=2020-01-01");
    assertThat(rows()).hasCount(2);
  }

  @Test
  void moreThanAPageIsShownPageByPageWithNoneTwice() throws Exception {
    Api api = browsing.server().api();
    for (int i = 0; i < MANY; i++) {
      api.callIn("room" + i, "rollcall:tone", "tone");
      api.post(api.below("Conferences/room" + i + ".json"), "Status=completed");
    }
    page = browsing.ownersTab().open("/history");
    assertThat(page.locator(".total")).hasText("The newest 50 conferences");
    assertThat(rows().first()).containsText("room" + (MANY - 1));

    page.getByText("Show more").click();
    assertThat(rows()).hasCount(MANY);
    assertThat(page.getByText("Show more")).isHidden();
    assertThat(rows().locator("a").allTextContents()).doesNotHaveDuplicates();

    page.getByLabel("Search").fill("room0");
    assertThat(rows()).hasCount(1);
  }

  @Test
  void aListThatCannotBeReadIsTriedAgain() throws Exception {
    browsing.server().dial("standup", "ann", "ann", Voice.silence()).hangUp();
    Tab tab = browsing.ownersTab().expecting("^503 ");
    Pattern list = Pattern.compile("/v1/Conferences\\?");
    AtomicInteger asked = new AtomicInteger();
    tab.page()
        .route(
            list,
            route -> {
              asked.incrementAndGet();
              route.fulfill(new Route.FulfillOptions().setStatus(503));
            });
    page = tab.open("/history?q=stand");
    assertThat(page.locator("main > [role=alert]")).hasText("The server answered 503.");
    assertThat(page.locator(".total")).hasText("");
    assertThat(asked.get()).isEqualTo(1);

    tab.page().unroute(list);
    page.getByText("Try again").click();
    assertThat(rows()).hasCount(1);
    assertThat(page.locator("main > [role=alert]")).isHidden();
  }

  @Test
  void namesStayText() throws Exception {
    Api api = browsing.server().api();
    String name = URLEncoder.encode(HOSTILE, StandardCharsets.UTF_8);
    String room = name.replace("+", "%20");
    api.callIn(room, "rollcall:tone", "tone");
    api.post(api.below("Conferences/" + room + ".json"), "Status=completed");
    page = browsing.ownersTab().open("/history");

    assertThat(rows().locator("a")).hasText(HOSTILE);
    assertThat(page.locator("main b")).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everybodyCanUseItAndNothingIsWiderThanAPhone(ColorScheme scheme) throws Exception {
    browsing.server().dial("standup".repeat(18), "ann", "ann", Voice.silence()).hangUp();
    for (int width : new int[] {Browsing.WIDE, Browsing.NARROW}) {
      page = browsing.tab(width, scheme).signedIn(LiveServer.OWNER).open("/history");
      assertThat(rows()).hasCount(1);
      assertThat(Axe.findings(page)).isEmpty();
      assertThat(page.evaluate("() => document.querySelector('main').scrollWidth - innerWidth"))
          .satisfies(beyond -> assertThat((Integer) beyond).isNotPositive());
    }
  }

  private Locator rows() {
    return page.locator(".past");
  }
}
