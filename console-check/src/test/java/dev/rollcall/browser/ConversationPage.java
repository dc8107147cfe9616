package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The page of one conversation, in the words of those who look at it. */
record ConversationPage(Page page) {
  /** Opens it, and waits until it is told of what changes. */
  static ConversationPage open(Tab tab, String conversation) {
    Page page = tab.open("/conversations/" + conversation);
    assertThat(page.locator(".live")).hasText("Live");
    return new ConversationPage(page);
  }

  /** What is said, in its order. */
  Locator texts() {
    return page.locator(".talk-text");
  }

  /** The message that says {@code text}. */
  Locator message(String text) {
    return page.locator(".talk-message").filter(containing(text));
  }

  Locator member(String name) {
    return page.locator(".talk-member").filter(containing(name));
  }

  /** The names of the members, in the order of their joining. */
  Locator members() {
    return page.locator(".talk-member strong");
  }

  Locator events() {
    return page.locator(".talk-events li span");
  }

  Locator call() {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName("Call").setExact(true));
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  Locator composer() {
    return page.getByLabel("Write a message");
  }

  void say(String text) {
    composer().fill(text);
    press("Send");
  }

  /** Presses the button of that name, of which there is one. */
  void press(String name) {
    button(page.locator("body"), name).click();
  }

  static Locator button(Locator place, String name) {
    return place.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator.FilterOptions containing(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
