package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of tools in a real browser, where nobody has signed in. */
class ToolPagesTest {
  private static final List<String> PAGES =
      List.of(
          "/tools",
          "/tools/list_conversation_participants",
          "/tools/delete_conversation",
          "/registry/",
          "/registry/twilio",
          "/registry/twilio/tools/listparticipant");

  /** What a playground is told, which asks whether somebody has signed in. */
  private static final String NOBODY = "401 GET /console/session";

  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void everybodyCanUseThemOnEveryScreen() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(Browsing.WIDE, 360)) {
        Tab tab = browsing.tab(width, scheme).expecting(NOBODY);
        for (String path : PAGES) {
          Page page = tab.open(path);

          assertThat(Axe.findings(page)).as("%s, %s, %d", path, scheme, width).isEmpty();
          assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
              .as("%s fits %d", path, width)
              .isEqualTo(true);
        }
      }
    }
  }

  @Test
  void theListGetsShorterWhileSomebodyTypesAndTheAddressKeepsTheSearch() {
    Tab tab = browsing.tab();
    Page page = tab.open("/tools");
    Locator shown = page.locator("[data-group] li:not([hidden])");
    int all = shown.count();

    page.getByLabel("Find").first().fill("hold coach");

    assertThat(page.locator("#found")).containsText(" of " + all + " tools");
    assertThat(page.getByText("update_conference_participant")).isVisible();
    assertThat(page.getByText("list_conversations")).isHidden();
    assertThat(tab.address()).isEqualTo("/tools?q=hold+coach");

    int found = shown.count();
    page.reload();
    assertThat(shown).hasCount(found);
    assertThat(page.getByLabel("Find").first()).hasValue("hold coach");

    page.getByLabel("Find").first().fill("");
    assertThat(shown).hasCount(all);
    assertThat(tab.address()).isEqualTo("/tools");
  }

  /** The server shows them for that search; its script has to leave them. */
  @Test
  void apisOfOthersAreFoundByTheTitleOfTheirSection() throws Exception {
    Map<String, Object> sky =
        Map.of("operationId", "readSky", "responses", Map.of("200", Map.of("description", "Done")));
    Map<String, Object> description =
        Map.of(
            "openapi", "3.1.0",
            "info", Map.of("title", "Weather", "version", "1"),
            "paths", Map.of("/sky", Map.of("get", sky)));
    browsing
        .server()
        .api()
        .postJson(
            "/api/v1/registry",
            Map.of(
                "name", "weather",
                "display_name", "Weather",
                "description", "Says how the sky looks.",
                "category", "other",
                "base_url", "http://127.0.0.1:9/",
                "openapi", description));
    Page page = browsing.tab().open("/tools?q=apis+of+others");

    // So the script has run.
    page.getByLabel("Find").first().fill("apis of others weather");
    assertThat(page.locator("#added ~ ul li")).isVisible();
    page.getByLabel("Find").first().fill("apis of others snow");
    assertThat(page.locator("#added ~ ul li")).isHidden();
  }

  @Test
  void fromTheListToAToolAndBackByTheTrail() {
    Page page = browsing.tab().expecting(NOBODY).open("/tools");

    page.getByText("listParticipant", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("h1")).hasText("listParticipant");
    page.getByText("Response Schema as JSON").click();
    assertThat(page.locator("details[open] pre")).containsText("\"participants\"");
    page.getByLabel("Where you are").getByText("Tools").click();
    assertThat(page.locator("h1")).hasText("Tools");
  }
}
