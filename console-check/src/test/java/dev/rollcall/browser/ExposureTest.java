package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server that listens on all addresses says so on its first screen, and warns of it. */
class ExposureTest {
  @RegisterExtension
  final Browsing browsing =
      new Browsing()
          .with("ROLLCALL_SIP_HOST", "0.0.0.0")
          .with("ROLLCALL_SIP_ADVERTISED_HOST", "127.0.0.1");

  @Test
  void theFirstScreenWarns() {
    Page page = browsing.ownersTab().open("/");

    assertThat(page.locator(".exposure.warns"))
        .containsText("is open to every network, and anybody may call in without proof.");
    assertThat(page.locator(".exposure.warns")).containsText("Open beyond this machine.");
    assertThat(page.locator(".exposure.warns")).containsText("Open to this machine only: HTTP");
  }

  @Test
  void whoMayNotAskIsToldNothing() throws Exception {
    String secret =
        browsing.server().api().token("ann", "conferences:read").get("secret").asString();
    Page page = browsing.tab().signedIn("", secret).open("/");

    assertThat(page.getByText("No conference is on")).isVisible();
    assertThat(page.locator(".exposure")).isHidden();
  }
}
