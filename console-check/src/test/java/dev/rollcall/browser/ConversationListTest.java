package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of conversations: what is made is there, and it stays true by itself. */
class ConversationListTest {
  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void aConversationIsMadeHere() throws Exception {
    Agent ann = Agent.of(browsing.server(), "ann");
    Tab tab = browsing.ownersTab();
    Page page = tab.open("/conversations");
    assertThat(page.getByText("No conversation yet")).isVisible();

    ConversationPage.button(page.locator(".head"), "New conversation").click();
    page.getByLabel("Title").fill("Launch <b>plan</b>");
    page.getByLabel("Summary").fill("Who does what");
    ConversationPage.button(page.locator("dialog"), "Create").click();

    assertThat(page.locator("h1")).hasText("Launch <b>plan</b>");
    assertThat(page.locator(".talk-about")).hasText("Who does what");
    assertThat(page.locator(".talk-member")).containsText("owner");
    String id = tab.address().substring("/conversations/".length());
    assertThat(ann.call("list_conversations", Map.of()).get("data")).isEmpty();
    page.getByText("All conversations").click();
    assertThat(titles(page)).hasText(new String[] {"Launch <b>plan</b>"});
    assertThat(page.locator("main b")).hasCount(0);
    assertThat(page.locator("tbody a")).hasAttribute("href", "/conversations/" + id);
  }

  @Test
  void whatHappensElsewhereIsShownWithoutReading() throws Exception {
    Agent ann = Agent.of(browsing.server(), "ann");
    String budget = ann.conversation("Budget");
    Page page = live(browsing.ownersTab(), "/conversations");
    assertThat(titles(page)).hasText(new String[] {"Budget"});

    String offsite = ann.conversation("Offsite");
    assertThat(titles(page)).hasText(new String[] {"Offsite", "Budget"});
    ann.post(budget, "Hello");
    assertThat(row(page, "Budget")).containsText("1 message");
    ann.call("update_conversation", Map.of("conversation_id", offsite, "title", "Retreat"));
    assertThat(titles(page)).hasText(new String[] {"Retreat", "Budget"});
    ann.call("delete_conversation", Map.of("conversation_id", offsite, "confirm", true));
    assertThat(titles(page)).hasText(new String[] {"Budget"});
    String room =
        ann.call("start_huddle", Map.of("conversation_id", budget)).at("/huddle/room").asString();
    assertThat(row(page, "Budget")).containsText("open, nobody in it");
    browsing.server().dial(room, "ann", 400);
    assertThat(row(page, "Budget")).containsText("1 in the call");
    ann.call("update_conversation", Map.of("conversation_id", budget, "status", "archived"));
    assertThat(page.getByText("No conversation yet")).isVisible();
  }

  @Test
  void searchAndFilterAreInTheAddressAndOlderOnesAreAButtonAway() throws Exception {
    Agent ann = Agent.of(browsing.server(), "ann");
    String old = ann.conversation("Needle");
    for (int i = 1; i <= 120; i++) {
      ann.conversation("Hay " + i);
    }
    Tab tab = browsing.ownersTab();
    Page page = live(tab, "/conversations");
    assertThat(titles(page)).hasCount(50);

    ConversationPage.button(page.locator("main"), "Show more").click();
    assertThat(titles(page)).hasCount(100);
    page.getByLabel("Search").fill("needle");
    assertThat(titles(page)).hasText(new String[] {"Needle"});
    assertThat(tab.address()).isEqualTo("/conversations?q=needle");
    page.reload();
    assertThat(titles(page)).hasText(new String[] {"Needle"});
    page.getByLabel("Show").selectOption("archived");
    assertThat(page.getByText("No title matches")).isVisible();
    ann.call("update_conversation", Map.of("conversation_id", old, "status", "archived"));
    assertThat(titles(page)).hasText(new String[] {"Needle"});
    assertThat(tab.address()).isEqualTo("/conversations?q=needle&status=archived");
  }

  @Test
  void whoeverHasSignedInSeesWhatItMay() throws Exception {
    Agent ann = Agent.of(browsing.server(), "ann");
    ann.conversation("Ann's");
    Agent.of(browsing.server(), "bob").conversation("Bob's");

    Page bob = live(withScopes("bob", "conversations:read"), "/conversations");
    assertThat(titles(bob)).hasText(new String[] {"Bob's"});
    assertThat(bob.getByText("New conversation")).hasCount(0);
    Page other = live(browsing.tab().signedIn(LiveServer.OTHER), "/conversations");
    assertThat(other.getByText("No conversation yet")).isVisible();
    Page caller = withScopes("bob", "conferences:read").open("/conversations");
    assertThat(caller.locator("h1")).hasText("This token sees no conversations");
  }

  private Tab withScopes(String user, String... scopes) throws Exception {
    return browsing
        .tab()
        .signedIn("", browsing.server().api().token(user, scopes).get("secret").asString());
  }

  private static Page live(Tab tab, String path) {
    Page page = tab.open(path);
    assertThat(page.locator(".live")).hasText("Live");
    return page;
  }

  private static Locator titles(Page page) {
    return page.locator("tbody tr:visible a");
  }

  private static Locator row(Page page, String title) {
    return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(title));
  }
}
