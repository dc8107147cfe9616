package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page's streams and readings when the way to the server, or nobody's look, gets lost. */
class StreamTest {
  private static final String EVENTS = "/rollcall/v1/events";

  private static final String TURN =
      "(state) => {"
          + " Object.defineProperty(document, 'visibilityState',"
          + "  { configurable: true, get: () => state });"
          + " document.dispatchEvent(new Event('visibilitychange')); }";

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void aHiddenPageLetsGoOfItsStreamAndCatchesUpWhenItIsShown() throws Exception {
    Tab tab = browsing.ownersTab();
    browsing.server().dial("standup", "ann", 400);
    tab.page().clock().install();
    RosterPage roster = RosterPage.of(tab.open("/"));
    assertThat(roster.names()).hasText(new String[] {"ann"});
    assertThat(live(roster)).hasText("Live");

    roster.page().evaluate(TURN, "hidden");
    roster.page().clock().fastForward("00:31");
    assertThat(live(roster)).containsText("Not live: The page was hidden.");
    browsing.server().dial("standup", "bob", 650);
    assertThat(roster.names()).hasText(new String[] {"ann"});

    roster.page().evaluate(TURN, "visible");
    assertThat(live(roster)).hasText("Live");
    assertThat(roster.names()).hasText(new String[] {"ann", "bob"});
  }

  @Test
  void aStreamOnWhichNothingComesIsOpenedAgain() throws Exception {
    Tab tab = browsing.ownersTab().expecting("^net::ERR_");
    tab.page().clock().install();
    Page page = tab.open("/");
    assertThat(page.locator(".live")).hasText("Live");
    page.route("**" + EVENTS, route -> route.abort());

    page.clock().fastForward("00:46");
    assertThat(page.locator(".live")).containsText("Not live: ");

    page.unroute("**" + EVENTS);
    page.clock().fastForward("00:16");
    assertThat(page.locator(".live")).hasText("Live");
  }

  @Test
  void whatCouldNotBeReadIsReadLater() throws Exception {
    Tab tab = browsing.ownersTab().expecting("^net::ERR_FAILED ");
    Page page = tab.page();
    page.route("**/Conferences.json*", route -> route.abort());
    browsing.server().dial("standup", "ann", 400);
    RosterPage roster = RosterPage.of(tab.open("/"));
    assertThat(page.getByText("The list may be out of date")).isVisible();
    page.unroute("**/Conferences.json*");
    assertThat(roster.names()).hasText(new String[] {"ann"});

    page.route("**/Participants/**", route -> route.abort());
    browsing.server().dial("standup", "bob", 650);
    assertThat(page.getByText("The list may be out of date")).isVisible();
    page.unroute("**/Participants/**");
    assertThat(roster.names()).hasText(new String[] {"ann", "bob"});
    assertThat(page.getByText("The list may be out of date")).isHidden();
  }

  private static Locator live(RosterPage roster) {
    return roster.page().locator(".live");
  }
}
