package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What goes wrong on the first page is said where it was asked for, and passes when it is over. */
class RosterErrorsTest {
  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void aSoundThatIsNotThereIsToldInItsConference() throws Exception {
    try (Sounds sounds = Sounds.start()) {
      RosterPage roster = standup(browsing.ownersTab());

      roster.pressAll("standup", "Announce");
      roster.answer(Map.of("Address of the sound", sounds.nothing()), "Announce");

      assertThat(roster.conference("standup").locator(".notices"))
          .containsText("The announcement failed:");
    }
  }

  @Test
  void anAddressThatIsRefusedIsToldInTheDialog() throws Exception {
    RosterPage roster = standup(browsing.ownersTab().expecting("^400 POST "));

    roster.press("ann", "Announce");
    roster.answer(Map.of("Address of the sound", "ftp://127.0.0.1/x.wav"), "Announce");

    assertThat(roster.dialog().locator("[role=alert]")).isVisible();
    roster.answer(Map.of(), "Cancel");
    assertThat(roster.dialog()).hasCount(0);
  }

  @Test
  void aPhoneThatDoesNotAnswerIsToldInItsConference() throws Exception {
    RosterPage roster = standup(browsing.ownersTab());

    roster.pressAll("standup", "Call in");
    roster.answer(Map.of("Whom to call", "sip:nobody@127.0.0.1:9;transport=tcp"), "Call");

    assertThat(roster.conference("standup").locator(".notices")).containsText("was not reached");
    assertThat(roster.names()).hasText(new String[] {"ann"});
  }

  @Test
  void aLostServerIsToldAndWhatHappenedMeanwhileIsShownAfterwards() throws Exception {
    try (Cable cable = Cable.to(browsing.server().origin())) {
      Tab tab =
          browsing
              .tabAt(cable.origin(), Browsing.WIDE, ColorScheme.LIGHT)
              .signedIn(LiveServer.OWNER)
              .expecting("^net::ERR_");
      RosterPage roster = standup(tab);
      assertThat(roster.page().locator(".live")).hasText("Live");

      cable.cut();
      assertThat(roster.page().locator(".live")).containsText("Not live");
      roster.press("ann", "Mute");
      assertThat(roster.row("ann").locator("[role=alert]"))
          .containsText("The server cannot be reached");
      browsing.server().dial("standup", "bob", 650);

      cable.mend();
      assertThat(roster.page().locator(".live")).hasText("Live");
      assertThat(roster.names()).hasText(new String[] {"ann", "bob"});
      roster.press("ann", "Mute");
      assertThat(roster.state("ann")).containsText("muted");
      assertThat(roster.row("ann").locator("[role=alert]")).isHidden();
    }
  }

  @Test
  void aRestartedServerAsksToSignInAgain() throws Exception {
    Tab tab = browsing.ownersTab().expecting("^net::ERR_|^401 ");
    RosterPage roster = standup(tab);

    browsing.server().restart();

    assertThat(roster.page().getByText("The session is over. Sign in to go on.")).isVisible();
    roster.page().getByLabel("Account or API key").fill(LiveServer.OWNER.sid().text());
    roster.page().getByLabel("Auth token, secret or API token").fill(LiveServer.OWNER.authToken());
    roster.page().keyboard().press("Enter");
    assertThat(roster.page().getByText("No conference is on")).isVisible();
  }

  @Test
  void aSuspendedAccountIsShownOut() throws Exception {
    Api owner = browsing.server().api();
    JsonNode branch = owner.post("/2010-04-01/Accounts.json", "FriendlyName=branch");
    Tab tab =
        browsing
            .tab()
            .expecting("^40[13] ")
            .signedIn(branch.get("sid").asString(), branch.get("auth_token").asString());
    Page page = tab.open("/");
    assertThat(page.getByText("No conference is on")).isVisible();

    owner.post(
        "/2010-04-01/Accounts/" + branch.get("sid").asString() + ".json", "Status=suspended");
    page.getByText("Call somebody in").first().click();
    RosterPage.of(page).answer(Map.of(), "Call");

    assertThat(page.getByText("The session is over.")).isVisible();
    assertThat(RosterPage.of(page).dialog()).hasCount(0);
    page.getByLabel("Account or API key").fill(branch.get("sid").asString());
    page.getByLabel("Auth token, secret or API token").fill(branch.get("auth_token").asString());
    page.keyboard().press("Enter");
    assertThat(page.getByText("The account is suspended or closed")).isVisible();
  }

  @Test
  void whoIsAloneIsToldThatThereIsNobodyToCoach() throws Exception {
    RosterPage roster = standup(browsing.ownersTab());

    roster.press("ann", "Coach");

    assertThat(roster.row("ann").locator("[role=alert]"))
        .hasText("There is nobody else in it whom one could coach.");
    assertThat(roster.dialog()).hasCount(0);
  }

  private RosterPage standup(Tab tab) throws Exception {
    browsing.server().dial("standup", "ann", 400);
    RosterPage roster = RosterPage.of(tab.open("/"));
    assertThat(roster.names()).hasText(new String[] {"ann"});
    return roster;
  }
}
