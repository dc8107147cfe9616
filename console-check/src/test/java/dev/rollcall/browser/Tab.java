package dev.rollcall.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.RequestOptions;
import dev.rollcall.core.account.Account;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One page of the console in a browser with cookies of its own. It notes every error that the page
 * has: in its scripts, on its console, against its content security policy, and every request that
 * failed or was refused.
 */
final class Tab {
  /** What a page's closing or a new address does to the requests under way. */
  private static final String ABORTED = "net::ERR_ABORTED";

  /** Chromium says so of each answer from 400 on, which is noted with its address anyway. */
  private static final String REPEATED = "Failed to load resource:";

  /** Makes violations of the policy errors of the console, also those that Chromium only counts. */
  private static final String TELL_VIOLATIONS =
      "document.addEventListener('securitypolicyviolation', (event) =>"
          + " console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));";

  /** Who has left by the time that the page asks is answered so, and the page takes it as that. */
  private static final Pattern GONE = Pattern.compile("^404 GET /2010-04-01/.*/Participants/CA");

  private final String origin;
  private final BrowserContext context;
  private final Page page;
  private final List<String> faults = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>(List.of(GONE));

  Tab(String origin, BrowserContext context) {
    this.origin = origin;
    this.context = context;
    context.addInitScript(TELL_VIOLATIONS);
    page = context.newPage();
    page.onConsoleMessage(this::said);
    page.onPageError(error -> faults.add("error: " + error));
    page.onResponse(this::answered);
    page.onRequestFailed(this::failed);
    page.onDialog(
        dialog -> {
          faults.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
  }

  /** The page, to be used as Playwright offers it. */
  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  /** Where the server's pages are, without a slash at the end. */
  String origin() {
    return origin;
  }

  /** Signs the browser in as an account, without the page for that. */
  Tab signedIn(Account account) {
    return signedIn(account.sid().text(), account.authToken());
  }

  /** Signs the browser in; an empty user stands for an API token. */
  Tab signedIn(String user, String secret) {
    APIResponse response =
        context
            .request()
            .post(
                origin + "/console/session",
                RequestOptions.create()
                    .setHeader("Rollcall-Console", "1")
                    .setHeader("Origin", origin)
                    .setData(
                        user.isEmpty()
                            ? Map.of("secret", secret)
                            : Map.of("user", user, "secret", secret)));
    if (response.status() != 200) {
      throw new AssertionError("signing in was answered " + response.status());
    }
    return this;
  }

  /** Ends the session, as its browser does elsewhere. */
  void signOutElsewhere() {
    context
        .request()
        .delete(
            origin + "/console/session",
            RequestOptions.create().setHeader("Rollcall-Console", "1").setHeader("Origin", origin));
  }

  /** Goes to a path of the server. */
  Page open(String path) {
    page.navigate(origin + path);
    return page;
  }

  /** The path and query that the page is at. */
  String address() {
    return page.url().substring(origin.length());
  }

  /**
   * Makes errors that are part of the test none. Each is told as {@code 401 GET /console/session},
   * {@code net::ERR_CONNECTION_REFUSED GET /rollcall/v1/events}, {@code console: text} or {@code
   * error: text}.
   *
   * @param pattern what of that has to be found
   */
  Tab expecting(String pattern) {
    expected.add(Pattern.compile(pattern));
    return this;
  }

  /** What went wrong in it and was not expected. */
  List<String> faults() {
    return faults.stream()
        .filter(fault -> expected.stream().noneMatch(each -> each.matcher(fault).find()))
        .toList();
  }

  /** What went wrong in it, expected or not. */
  List<String> allFaults() {
    return List.copyOf(faults);
  }

  /** Saves what it shows. */
  void picture(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  private void said(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().startsWith(REPEATED)) {
      faults.add("console: " + message.text());
    }
  }

  private void answered(Response response) {
    if (response.status() >= 400) {
      faults.add(response.status() + " " + described(response.request()));
    }
  }

  private void failed(Request request) {
    if (!ABORTED.equals(request.failure())) {
      faults.add(request.failure() + " " + described(request));
    }
  }

  private static String described(Request request) {
    return request.method() + " " + URI.create(request.url()).getRawPath();
  }
}
