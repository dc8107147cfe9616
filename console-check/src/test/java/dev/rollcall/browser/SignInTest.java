package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who gets in by the page for that, what they may do then, and how it ends. */
class SignInTest {
  private static final int WRONG_TRIES = 10;

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void anAccountSignsInAndOut() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    Page page = signInPage().open("/?q=ann");

    signIn(page, LiveServer.OWNER.sid().text(), LiveServer.OWNER.authToken());
    assertThat(RosterPage.of(page).names()).hasText(new String[] {"ann"});
    assertThat(page.getByLabel("Search")).hasValue("ann");
    page.reload();
    assertThat(RosterPage.of(page).names()).hasText(new String[] {"ann"});

    button(page, "Sign out").click();
    assertThat(page.getByText("You have signed out.")).isVisible();
    page.reload();
    assertThat(heading(page, "Sign in")).isVisible();
  }

  @Test
  void aKeyMayDoWhatTheAccountMay() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    JsonNode key = browsing.server().api().key();
    Page page = signInPage().open("/");

    signIn(page, key.get("sid").asString(), key.get("secret").asString());

    RosterPage.of(page).press("ann", "Mute");
    assertThat(RosterPage.of(page).state("ann")).containsText("muted");
  }

  @Test
  void aTokenMayDoWhatItsScopesSay() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    Api api = browsing.server().api();
    Page reader = signInPage().open("/");
    signIn(reader, "", api.token("rita", "conferences:read").get("secret").asString());
    assertThat(RosterPage.of(reader).names()).hasText(new String[] {"ann"});
    assertThat(button(reader, "Mute")).hasCount(0);
    assertThat(button(reader, "Call somebody in")).hasCount(0);

    Page writer = signInPage().open("/");
    signIn(
        writer,
        "",
        api.token("will", "conferences:read", "conferences:write").get("secret").asString());
    RosterPage.of(writer).press("ann", "Mute");
    assertThat(RosterPage.of(reader).state("ann")).containsText("muted");

    Page stranger = signInPage().open("/");
    signIn(stranger, "", api.token("stan", "conversations:read").get("secret").asString());
    assertThat(heading(stranger, "This token sees no conferences")).isVisible();
  }

  @Test
  void anotherAccountSeesNothingOfThisOne() throws Exception {
    browsing.server().dial("standup", "ann", 400);
    Page page = signInPage().open("/");

    signIn(page, LiveServer.OTHER.sid().text(), LiveServer.OTHER.authToken());

    assertThat(heading(page, "No conference is on")).isVisible();
  }

  @Test
  void wrongCredentialsAreToldAndTooManyHaveToWait() {
    Page page = signInPage().expecting("^4(01|29) POST /console/session").open("/");
    Locator alert = page.getByRole(AriaRole.ALERT);

    for (int i = 0; i < WRONG_TRIES; i++) {
      signIn(page, LiveServer.OWNER.sid().text(), "wrong" + i);
      assertThat(alert).containsText("These credentials are not right");
      assertThat(page.getByLabel("Auth token, secret or API token")).isFocused();
    }
    signIn(page, LiveServer.OWNER.sid().text(), LiveServer.OWNER.authToken());

    assertThat(alert).containsText("Too many wrong tries from your network");
  }

  @Test
  void aSessionThatEndedElsewhereAsksToSignIn() throws Exception {
    Tab tab = signInPage().signedIn(LiveServer.OWNER);
    Page page = tab.open("/");
    assertThat(page.locator(".live")).hasText("Live");

    tab.signOutElsewhere();
    browsing.server().dial("standup", "ann", 400);

    assertThat(page.getByText("The session is over. Sign in to go on.")).isVisible();
  }

  @Test
  void aRevokedTokenIsShownOut() throws Exception {
    JsonNode token = browsing.server().api().token("rita", "conferences:read");
    Tab tab = signInPage().signedIn("", token.get("secret").asString());
    Page page = tab.open("/");
    assertThat(page.locator(".live")).hasText("Live");

    browsing.server().api().delete("/rollcall/v1/tokens/" + token.get("id").asString());
    browsing.server().dial("standup", "ann", 400);

    assertThat(page.getByText("The session is over. Sign in to go on.")).isVisible();
  }

  @Test
  void aPageThatCannotBeLoadedIsToldWhereOneSignsIn() {
    Page page = signInPage().expecting("^net::ERR_FAILED ").page();
    page.route("**/roster/page.js", route -> route.abort());
    page.navigate(browsing.server().origin() + "/");

    signIn(page, LiveServer.OWNER.sid().text(), LiveServer.OWNER.authToken());

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Reload the page.");
    page.reload();
    assertThat(heading(page, "The page is not complete")).isVisible();
  }

  /** A tab in which to sign in: that nobody has yet, the server tells by a 401. */
  private Tab signInPage() {
    return browsing.tab().expecting("^401 GET ");
  }

  private static void signIn(Page page, String user, String secret) {
    page.getByLabel("Account or API key").fill(user);
    page.getByLabel("Auth token, secret or API token").fill(secret);
    button(page, "Sign in").click();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator heading(Page page, String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }
}
