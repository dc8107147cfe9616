package dev.rollcall.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.rollcall.core.testing.Await;
import dev.rollcall.phone.PhoneCall;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fixture itself: that it sees what is there, and that no error of a page stays unseen. */
class BrowsingTest {
  @RegisterExtension final Browsing browsing = new Browsing();

  @Test
  void phonesAreSeenAndHeard() throws Exception {
    Hearing hearing = new Hearing(Map.of("ann", 400, "bob", 650));
    PhoneCall ann = browsing.server().dial("standup", "ann", 400);
    PhoneCall bob = browsing.server().dial("standup", "bob", 650);
    Page page = browsing.ownersTab().open("/");

    assertThat(page.locator(".row .name")).hasText(new String[] {"ann", "bob"});
    hearing.awaitHears(ann, Set.of("bob"));
    hearing.awaitHears(bob, Set.of("ann"));
    assertThat(Axe.findings(page)).isEmpty();
  }

  @Test
  void errorsOfAPageAreNoted() {
    Tab tab =
        browsing
            .tab()
            .expecting("401 GET /console/session")
            .expecting("nobody|x-none|policy|Policy");
    Page page = tab.open("/");
    page.evaluate("() => fetch('/nobody')");
    page.evaluate("() => console.error('x-none')");
    page.evaluate("() => { setTimeout(() => { throw new Error('nobody'); }) }");
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'x-none';"
            + " document.body.append(s); }");
    for (String fault : Set.of("404 GET /nobody", "console: x-none", "error: Error: nobody")) {
      Await.until(() -> noted(tab, fault));
    }
    Await.until(() -> noted(tab, "console: policy: script-src-elem inline"));
  }

  private static Optional<String> noted(Tab tab, String fault) {
    tab.page().evaluate("() => 0");
    return tab.allFaults().stream().anyMatch(each -> each.startsWith(fault))
        ? Optional.empty()
        : Optional.of(fault + " is not among " + tab.allFaults());
  }
}
