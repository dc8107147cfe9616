package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every page: axe finds nothing, and nothing is cut off on a phone's width. */
class EveryPageTest {
  private static final int NARROWEST = 360;
  private static final int HEIGHT = 800;

  @RegisterExtension final Browsing browsing = new Browsing();

  @ParameterizedTest
  @EnumSource(ConsolePages.class)
  void suitsEverybodyOnEveryScreen(ConsolePages place) throws Exception {
    browsing.server().dial("standup", "ann", 400);
    browsing.server().dial("standup", "bartholomew-the-third-of-a-long-name", 650);
    String bob = browsing.server().api().participants("standup").getFirst().get("uri").asString();
    browsing.server().api().post(bob, "Muted=true");
    Page page = browsing.ownersTab().open(place.path(browsing.server()));
    assertThat(page.locator(place.ready()).first()).isVisible();

    check(page);
  }

  @Test
  void thePageToSignInSuitsEverybodyOnEveryScreen() {
    Page page = browsing.tab().expecting("^401 GET ").open("/");
    assertThat(page.getByLabel("Account or API key")).isVisible();

    check(page);
  }

  @Test
  void thePageOfAWrongAddressSuitsEverybodyOnEveryScreen() {
    Page page = browsing.tab().expecting("^404 GET /nowhere").open("/nowhere");
    assertThat(page.locator("h1")).isVisible();

    check(page);
  }

  @Test
  void aDialogSuitsEverybodyOnEveryScreen() {
    Page page = browsing.ownersTab().open("/");
    page.getByText("Call somebody in").first().click();
    assertThat(RosterPage.of(page).dialog()).isVisible();

    check(page);
  }

  private static void check(Page page) {
    SoftAssertions all = new SoftAssertions();
    for (int width : new int[] {Browsing.WIDE, NARROWEST}) {
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        page.setViewportSize(width, HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        String where = scheme + " at " + width;
        all.assertThat(Axe.findings(page)).as(where).isEmpty();
        all.assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
            .as("how wide the page is, " + where)
            .isLessThanOrEqualTo(width);
      }
    }
    Locator headings = page.locator("h1");
    all.assertThat(headings.count()).as("main headings").isEqualTo(1);
    all.assertThat(page.title()).contains("Rollcall");
    all.assertAll();
  }
}
