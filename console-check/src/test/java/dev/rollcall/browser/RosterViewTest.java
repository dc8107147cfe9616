package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import dev.rollcall.phone.Voice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the first page shows of those who are there, and how one finds one's way in it. */
class RosterViewTest {
  /** Notes in {@code seenAt} when the page first shows a state, by a clock that all tabs share. */
  private static final String NOTE_WHEN_SHOWN =
      "(wanted) => {"
          + " new MutationObserver(() => {"
          + "  const shown = [...document.querySelectorAll('.row .state')]"
          + "   .some((state) => state.textContent.includes(wanted));"
          + "  if (shown) window.seenAt ??= performance.timeOrigin + performance.now();"
          + " }).observe(document.body, { subtree: true, childList: true, characterData: true });"
          + " return performance.timeOrigin + performance.now(); }";

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void anEmptyPageSaysWhatToDoFirst() {
    Page page = browsing.ownersTab().open("/");

    assertThat(page.getByText("No conference is on")).isVisible();
    assertThat(page.locator(".live")).hasText("Live");
  }

  @Test
  void twoBrowsersSeeTheSameChange() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    browsing.server().dial("standup", "bob", 650);
    Page first = browsing.ownersTab().open("/");
    Page second =
        browsing.tab(Browsing.NARROW, ColorScheme.DARK).signedIn(LiveServer.OWNER).open("/");
    assertThat(RosterPage.of(first).names()).hasText(new String[] {"ann", "bob"});
    assertThat(RosterPage.of(second).names()).hasText(new String[] {"ann", "bob"});

    second.evaluate(NOTE_WHEN_SHOWN, "muted");
    double before = (double) first.evaluate(NOTE_WHEN_SHOWN, "muted");
    RosterPage.of(first).press("bob", "Mute");

    assertThat(RosterPage.of(first).state("bob")).containsText("muted");
    assertThat(RosterPage.of(second).state("bob")).containsText("muted");
    assertThat((double) first.evaluate("() => seenAt")).isGreaterThan(before);
    assertThat((double) second.evaluate("() => seenAt")).isGreaterThan(before);
  }

  @Test
  void whoComesAndGoesIsShownWithoutReading() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/"));
    assertThat(roster.names()).hasText(new String[] {"ann"});

    PhoneCall bob = browsing.server().dial("standup", "bob", 650);
    assertThat(roster.names()).hasText(new String[] {"ann", "bob"});
    browsing.server().dial("retro", "eve", 900);
    assertThat(roster.conference("retro")).containsText("eve");
    assertThat(roster.page().locator(".total")).hasText("3 participants in 2 conferences");

    bob.hangUp();
    assertThat(roster.names()).hasText(new String[] {"ann", "eve"});
  }

  @Test
  void whoSpeaksIsShownFromTheFirstLookOn() throws Exception {
    PhoneCall ann = browsing.server().dial("standup", "ann", 400);
    PhoneCall bob = browsing.server().dial("standup", "bob", "bob", Voice.silence());
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/?state=speaking"));

    assertThat(roster.names()).hasText(new String[] {"ann"});
    assertThat(roster.state("ann")).containsText("speaking");
    ann.speak(Voice.silence());
    assertThat(roster.page().getByText("Nobody matches")).isVisible();
    bob.speak(Voice.tone(650, Hearing.AMPLITUDE));
    assertThat(roster.names()).hasText(new String[] {"bob"});
    roster.page().reload();
    assertThat(roster.names()).hasText(new String[] {"bob"});
    roster.press("bob", "Mute");
    assertThat(roster.page().getByText("Nobody matches")).isVisible();
  }

  @Test
  void whoSpeaksBeforeBeingReadIsShownToSpeak() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/"));
    assertThat(roster.state("ann")).containsText("speaking");

    // What is asked for meanwhile waits until the test talks to the browser again.
    roster.page().route("**/Participants/**", route -> route.resume());
    browsing.server().dial("standup", "bob", 650);
    Await.until(
        () -> {
          int speaking =
              browsing
                  .server()
                  .api()
                  .get("/rollcall/v1/conferences/standup/quality?speaking=true")
                  .get("participants")
                  .size();
          return speaking == 2 ? Optional.empty() : Optional.of(speaking + " speak");
        });

    assertThat(roster.state("bob")).containsText("speaking");
  }

  @Test
  void searchAndFilterAreInTheAddress() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    browsing.server().dial("standup", "bob", 650);
    Tab tab = browsing.ownersTab();
    RosterPage roster = RosterPage.of(tab.open("/"));
    assertThat(roster.names()).hasText(new String[] {"ann", "bob"});

    roster.page().getByLabel("Search").fill("BOB stand");
    assertThat(roster.names()).hasText(new String[] {"bob"});
    assertThat(tab.address()).isEqualTo("/?q=BOB+stand");
    roster.page().reload();
    assertThat(roster.names()).hasText(new String[] {"bob"});
    assertThat(roster.page().getByLabel("Search")).hasValue("BOB stand");

    roster.page().getByLabel("Show").selectOption("muted");
    assertThat(tab.address()).isEqualTo("/?q=BOB+stand&state=muted");
    assertThat(roster.page().getByText("Nobody matches")).isVisible();
    String bob = browsing.server().api().participant("standup", "bob").get("uri").asString();
    browsing.server().api().post(bob, "Muted=true");
    assertThat(roster.names()).hasText(new String[] {"bob"});
    browsing.server().api().post(bob, "Muted=false");
    assertThat(roster.names()).hasCount(0);

    roster
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show everybody"))
        .click();
    assertThat(roster.names()).hasText(new String[] {"ann", "bob"});
    assertThat(tab.address()).isEqualTo("/");
  }

  @Test
  void theKeyboardReachesAndDoesEverything() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    browsing.server().dial("standup", "bob", 650);
    browsing.server().dial("standup", "eve", 900);
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/"));
    assertThat(roster.names()).hasText(new String[] {"ann", "bob", "eve"});

    Page page = roster.page();
    roster.conference("standup").locator(".head button").last().focus();
    page.keyboard().press("Tab");
    assertThat(roster.row("ann")).isFocused();
    page.keyboard().press("ArrowDown");
    assertThat(roster.row("bob")).isFocused();
    page.keyboard().press("m");
    assertThat(roster.state("bob")).containsText("muted");
    page.keyboard().press("m");
    assertThat(roster.state("bob")).not().containsText("muted");
    page.keyboard().press("h");
    assertThat(roster.state("bob")).containsText("on hold");
    page.keyboard().press("End");
    assertThat(roster.row("eve")).isFocused();
    page.keyboard().press("c");
    assertThat(roster.dialog()).containsText("eve coaches");
    page.keyboard().press("Escape");
    assertThat(roster.dialog()).hasCount(0);
    assertThat(roster.row("eve")).isFocused();
    page.keyboard().press("a");
    assertThat(roster.dialog()).containsText("Announce to eve");
    page.keyboard().press("Escape");
    page.keyboard().press("Home");
    assertThat(roster.row("ann")).isFocused();
    page.keyboard().press("Delete");
    assertThat(roster.dialog()).containsText("Remove ann?");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(roster.names()).hasText(new String[] {"bob", "eve"});
    assertThat(roster.row("bob")).isFocused();
  }

  @Test
  void theFocusGoesToARowThatIsShown() throws Exception {
    PhoneCall ann = browsing.server().dial("standup", "ann one", 400);
    browsing.server().dial("standup", "bob", 650);
    browsing.server().dial("standup", "eve one", 900);
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/?q=one"));
    assertThat(roster.names()).hasText(new String[] {"ann one", "eve one"});

    roster.row("ann one").focus();
    ann.hangUp();

    assertThat(roster.names()).hasText(new String[] {"eve one"});
    assertThat(roster.row("eve one")).isFocused();
  }

  @Test
  void aNameThatIsHtmlStaysText() throws Exception {
    String label = "<img src=x onerror=alert(1)>";
    String room = "<script>alert(2)</script>";
    browsing.server().api().callIn(encoded(room), "rollcall:tone", encoded(label));
    RosterPage roster = RosterPage.of(browsing.ownersTab().open("/"));

    assertThat(roster.names()).hasText(new String[] {label});
    assertThat(roster.page().locator(".conference h2")).hasText(room);
    assertThat(roster.page().locator("main img, main script")).hasCount(0);
    roster.press(label, "Announce");
    assertThat(roster.dialog()).containsText("Announce to " + label);
    roster.page().keyboard().press("Escape");
    roster.pressAll(room, "End");
    roster.answer(Map.of(), "End for everybody");
    assertThat(roster.page().getByText(room + " is over.")).isVisible();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
