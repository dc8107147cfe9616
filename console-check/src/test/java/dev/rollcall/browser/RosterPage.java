package dev.rollcall.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;

/** The page that shows who is there, in the words of those who look at it. */
record RosterPage(Page page) {
  static RosterPage of(Page page) {
    return new RosterPage(page);
  }

  /** The row of the participant that is called so. */
  Locator row(String name) {
    return page.locator(".row")
        .filter(
            new Locator.FilterOptions()
                .setHas(
                    page.locator(".name")
                        .getByText(name, new Locator.GetByTextOptions().setExact(true))));
  }

  /** The names of those who are shown, in their order. */
  Locator names() {
    return page.locator(".row:visible .name");
  }

  Locator state(String name) {
    return row(name).locator(".state");
  }

  /** The conference of that name, as a whole. */
  Locator conference(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  /** Presses a button in somebody's row. */
  void press(String name, String button) {
    button(row(name), button).click();
  }

  /** Presses a button of a whole conference. */
  void pressAll(String conference, String button) {
    button(conference(conference).locator(".head"), button).click();
  }

  Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** Fills the dialog's fields, by their labels, and presses the button that does it. */
  void answer(Map<String, String> fields, String button) {
    fields.forEach((label, text) -> dialog().getByLabel(label).fill(text));
    button(dialog(), button).click();
  }

  /** Chooses in the dialog, and presses the button that does it. */
  void choose(String label, String option, String button) {
    dialog().getByLabel(label).selectOption(option);
    button(dialog(), button).click();
  }

  private static Locator button(Locator place, String text) {
    return place.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(text).setExact(true));
  }
}
