package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.rollcall.phone.PhoneCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Everything that can be done on the page of a conversation is done there. */
class ConversationTest {
  @RegisterExtension final Browsing browsing = new Browsing();

  private String plans = "";

  @BeforeEach
  void prepare() throws Exception {
    plans = ann().conversation("Plans");
  }

  @Test
  void whatIsPostedElsewhereAppearsAndStaysText() throws Exception {
    String html = "<img src=x onerror=alert(1)>\n<script>alert(2)</script>";
    ConversationPage page = open();
    assertThat(page.page().getByText("Nothing has been said yet.")).isVisible();

    ann().post(plans, html);

    assertThat(page.texts()).hasText(new String[] {html});
    assertThat(page.page().locator("main img, main script")).hasCount(0);
    ann()
        .call(
            "create_conversation_message",
            Map.of(
                "conversation_id",
                plans,
                "parts",
                List.of(
                    Map.of("type", "file", "url", "https://example.com/notes", "media_type", "a/b"),
                    Map.of("type", "tool_call", "id", "1", "name", "<b>", "input", Map.of()))));
    assertThat(page.message("https://example.com/notes")).containsText("Calls the tool <b>");
    assertThat(page.page().locator("main b")).hasCount(0);
  }

  @Test
  void messagesArePostedEditedAndDeleted() throws Exception {
    ConversationPage page = open();

    page.say("First");
    assertThat(page.texts()).hasText(new String[] {"First"});
    assertThat(page.composer()).hasValue("");
    page.composer().fill("Second");
    page.page().keyboard().press("Control+Enter");
    assertThat(page.texts()).hasText(new String[] {"First", "Second"});
    assertThat(said()).containsExactly("First", "Second");

    page.message("First").hover();
    ConversationPage.button(page.message("First"), "Edit").click();
    page.page().getByLabel("Message 1", new Page.GetByLabelOptions().setExact(true)).fill("Once");
    page.press("Save");
    assertThat(page.texts()).hasText(new String[] {"Once", "Second"});
    assertThat(page.message("Once")).containsText("edited");
    assertThat(said()).containsExactly("Once", "Second");

    ConversationPage.button(page.message("Once"), "Delete").click();
    assertThat(page.dialog()).containsText("Delete message 1?");
    ConversationPage.button(page.dialog(), "Delete").click();
    assertThat(page.texts()).hasText(new String[] {"Second"});
    assertThat(page.page().getByText("Message 1 was deleted.")).isVisible();
    assertThat(said()).containsExactly("Second");
    assertThat(page.events())
        .hasText(
            new String[] {
              "Console deleted a message", "Console edited a message", "ann made the conversation"
            });
  }

  @Test
  void whatWasSaidLongAgoIsAButtonAwayAndChangesThereToo() throws Exception {
    Agent ann = ann();
    String first = ann.post(plans, "text 1");
    for (int i = 2; i <= 120; i++) {
      ann.post(plans, "text " + i);
    }
    ConversationPage page = open();
    assertThat(page.texts()).hasCount(50);
    assertThat(page.texts().last()).isInViewport();

    page.press("Show older");
    assertThat(page.texts()).hasCount(100);
    page.press("Show older");
    assertThat(page.texts()).hasCount(120);
    assertThat(page.page().getByText("Show older").first()).not().isVisible();

    ann.call(
        "update_conversation_message",
        Map.of("conversation_id", plans, "message_id", first, "text", "text one"));
    assertThat(page.texts().first()).hasText("text one");
    assertThat(page.texts()).hasCount(120);
  }

  @Test
  void membersAreAddedGivenRolesAndRemoved() throws Exception {
    Agent.of(browsing.server(), "bob");
    ConversationPage page = open();
    assertThat(page.members()).hasText(new String[] {"ann"});

    page.press("Add somebody");
    page.page().getByLabel("Who").fill("nobody");
    ConversationPage.button(page.dialog(), "Add").click();
    assertThat(page.dialog()).containsText("There is no such user");
    page.page().getByLabel("Who").fill("bob");
    ConversationPage.button(page.dialog(), "Add").click();
    assertThat(page.members()).hasText(new String[] {"ann", "bob"});
    assertThat(page.member("bob")).containsText("notified of everything");

    page.member("bob").locator("select").selectOption("viewer");
    assertThat(page.events().first()).hasText("Console changed the role of bob");
    assertThat(ann().participant(plans, "bob").get("role").asString()).isEqualTo("viewer");
    page.member("ann").locator("select").selectOption("viewer");
    assertThat(page.member("ann")).containsText("This is the last owner");
    assertThat(page.member("ann").locator("select")).hasValue("owner");

    ConversationPage.button(page.member("bob"), "Remove").click();
    ConversationPage.button(page.dialog(), "Remove").click();
    assertThat(page.members()).hasText(new String[] {"ann"});
    assertThat(page.events().first()).hasText("Console removed bob");
  }

  @Test
  void readMarkersMove() throws Exception {
    Agent.of(browsing.server(), "bob");
    ann().add(plans, "bob");
    ann().post(plans, "One");
    ann().post(plans, "Two");
    ann().post(plans, "Three");
    ConversationPage watching = open();
    ConversationPage bob = ConversationPage.open(tokensTab("bob"), plans);
    assertThat(watching.member("bob")).containsText("has read nothing, 3 unread");
    assertThat(bob.page().getByText("3 unread").first()).isVisible();

    bob.message("Two").hover();
    ConversationPage.button(bob.message("Two"), "Read up to here").click();
    assertThat(watching.member("bob")).containsText("has read to #2, 1 unread");
    assertThat(bob.message("Two")).not().containsText("unread");
    bob.press("Mark all as read");
    assertThat(watching.member("bob")).containsText("has read to #3, nothing unread");
    assertThat(bob.message("Three")).not().containsText("unread");
    assertThat(ann().participant(plans, "bob").get("last_read_message_id").asString())
        .isEqualTo(ann().messages(plans).get(0).get("id").asString());
  }

  @Test
  void oneSetsWhatIsOnesOwnAndLeaves() throws Exception {
    Agent.of(browsing.server(), "bob");
    ann().add(plans, "bob");
    ConversationPage bob = ConversationPage.open(tokensTab("bob"), plans);

    bob.press("My settings");
    bob.page().getByLabel("Notifications").selectOption("mentions");
    bob.page().getByLabel("Hide from others how far I have read").check();
    ConversationPage.button(bob.dialog(), "Save").click();
    assertThat(bob.member("bob")).containsText("notified when mentioned");
    JsonNode set = ann().participant(plans, "bob");
    assertThat(set.get("notification_preference").asString()).isEqualTo("mentions");
    assertThat(set.get("read_marker_private").asBoolean()).isTrue();
    assertThat(open().member("bob")).containsText("hides how far it has read");

    bob.press("Leave");
    ConversationPage.button(bob.dialog(), "Leave").click();
    assertThat(bob.page().locator("h1")).hasText("No such conversation");
  }

  @Test
  void theConsoleTakesPartLikeAnybody() throws Exception {
    ann().post(plans, "Hello");
    ConversationPage page = open();

    page.press("Take part");

    assertThat(page.members()).hasText(new String[] {"ann", "Console"});
    assertThat(page.member("Console")).containsText("you");
    page.press("Mark all as read");
    assertThat(page.member("Console")).containsText("has read to #1, nothing unread");
  }

  @Test
  void theCallShowsWhoIsInIt() throws Exception {
    ConversationPage page = open();

    page.press("Start a call");
    assertThat(page.call()).containsText("open, nobody in it");
    String room =
        ann().call("get_huddle", Map.of("conversation_id", plans)).at("/huddle/room").asString();
    assertThat(page.call().locator("code")).hasText("sip:" + room + "@127.0.0.1");

    PhoneCall eve = browsing.server().dial(room, "eve", 400);
    assertThat(page.call().locator("li")).containsText("eve");
    assertThat(page.call()).containsText("1 in it");
    String sid = browsing.server().api().conference(room).get("sid").asString();
    assertThat(page.call().getByText("See its conference"))
        .hasAttribute("href", "/conferences/" + sid);
    browsing
        .server()
        .api()
        .post(
            browsing.server().api().below("Conferences/" + sid + "/Participants/eve.json"),
            "Muted=true");
    assertThat(page.call().locator("li")).containsText("muted");

    page.press("Call somebody in");
    page.page().getByLabel("Whom to call").fill("rollcall:tone");
    ConversationPage.button(page.dialog(), "Call").click();
    assertThat(page.call()).containsText("2 in it");

    eve.hangUp();
    assertThat(page.call()).containsText("1 in it");
    assertThat(page.events().first()).containsText("left the call");
  }

  @Test
  void versionsAreNamedAndChosen() throws Exception {
    Agent ann = ann();
    String question = ann.post(plans, "Question");
    for (String answer : List.of("Answer A", "Answer B")) {
      ann.call(
          "create_conversation_message",
          Map.of("conversation_id", plans, "text", answer, "parent_id", question));
    }
    ConversationPage page = open();
    assertThat(page.message("Answer A")).containsText("version 1 of 2 · another branch");
    assertThat(page.message("Answer B")).containsText("version 2 of 2");

    page.message("Answer A").hover();
    ConversationPage.button(page.message("Answer A"), "Go on from this version").click();

    assertThat(page.message("Answer B")).containsText("version 2 of 2 · another branch");
    assertThat(page.message("Answer A")).not().containsText("another branch");
    page.say("Follow-up");
    assertThat(page.message("Follow-up")).isVisible();
    JsonNode newest = ann.messages(plans);
    assertThat(newest.get(0).get("parent_id")).isEqualTo(newest.get(2).get("id"));
  }

  @Test
  void theConversationIsEditedArchivedReopenedAndDeleted() throws Exception {
    ConversationPage page = open();
    ConversationPage other = ConversationPage.open(tokensTab("ann"), plans);

    page.press("Edit");
    page.page().getByLabel("Title").fill("Goals");
    page.page().getByLabel("Summary").fill("What is to be reached");
    ConversationPage.button(page.dialog(), "Save").click();
    assertThat(other.page().locator("h1")).hasText("Goals");
    assertThat(other.page().locator(".talk-about")).hasText("What is to be reached");

    page.press("Archive");
    assertThat(other.page().getByText("The conversation is archived")).isVisible();
    assertThat(other.composer()).not().isVisible();
    page.press("Reopen");
    assertThat(other.composer()).isVisible();

    page.page()
        .locator(".head > .bar")
        .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
        .click();
    ConversationPage.button(page.dialog(), "Delete for everybody").click();
    assertThat(page.page().getByText("No conversation yet")).isVisible();
    assertThat(other.page().locator("h1")).hasText("No such conversation");
  }

  @Test
  void whoMayOnlyReadIsToldSo() throws Exception {
    Tab tab =
        browsing
            .tab()
            .signedIn(
                "",
                browsing
                    .server()
                    .api()
                    .token("ann", "conversations:read")
                    .get("secret")
                    .asString());
    ConversationPage page = ConversationPage.open(tab, plans);

    assertThat(page.page().getByText("it lacks the scope messages:write")).isVisible();
    assertThat(page.page().locator("main button:visible")).hasCount(0);
  }

  @Test
  void aRevokedTokenIsShownOut() throws Exception {
    JsonNode token = browsing.server().api().token("ann");
    Tab tab = browsing.tab().expecting("^401 ").signedIn("", token.get("secret").asString());
    ConversationPage page = ConversationPage.open(tab, plans);

    browsing.server().api().delete("/rollcall/v1/tokens/" + token.get("id").asString());
    ann().post(plans, "Not for whoever has that token");

    assertThat(page.page().getByText("The session is over. Sign in to go on.")).isVisible();
    assertThat(page.page().getByText("Not for whoever has that token")).hasCount(0);
  }

  @Test
  void suitsEverybodyOnEveryScreen() throws Exception {
    ann().add(plans, "+4930123456");
    ann().post(plans, "A long one: " + "word ".repeat(100) + "x".repeat(200));
    ann().call("start_huddle", Map.of("conversation_id", plans));
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : new int[] {Browsing.WIDE, 360}) {
        Tab tab = browsing.tab(width, scheme).signedIn(LiveServer.OWNER);
        ConversationPage page = ConversationPage.open(tab, plans);
        assertThat(page.texts()).hasCount(1);
        assertThat(Axe.findings(page.page())).as(scheme + " at " + width).isEmpty();
        assertThat((int) page.page().evaluate("() => document.documentElement.scrollWidth"))
            .isLessThanOrEqualTo(width);
      }
    }
  }

  private Agent ann() throws Exception {
    return Agent.of(browsing.server(), "ann");
  }

  /** As the account that owns the server. */
  private ConversationPage open() {
    return ConversationPage.open(browsing.ownersTab(), plans);
  }

  private Tab tokensTab(String user) throws Exception {
    return browsing
        .tab()
        .signedIn("", browsing.server().api().token(user).get("secret").asString());
  }

  /** What is said, as the tool lists it, oldest first. */
  private List<String> said() throws Exception {
    return ann()
        .messages(plans)
        .valueStream()
        .map(message -> message.at("/parts/0/text").asString())
        .toList()
        .reversed();
  }
}
