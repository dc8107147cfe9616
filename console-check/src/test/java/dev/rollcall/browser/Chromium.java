package dev.rollcall.browser;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Chromium that is installed on this machine, running. Used by one thread. */
final class Chromium implements AutoCloseable {
  /** Where it is, if not where Debian puts it. */
  private static final String PATH = "ROLLCALL_CHROMIUM";

  /** Set to {@code true} where its absence is a failure. */
  private static final String REQUIRED = "ROLLCALL_REQUIRE_CHROMIUM";

  private static final List<String> QUIET =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** Milliseconds that a test waits for what a page should show: as long as {@code Await}. */
  private static final double PATIENCE = 20_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Whether it is installed. */
  static boolean isInstalled() {
    return Files.isExecutable(path());
  }

  /** Starts it; where it is absent, skips the test or fails it, as is asked for. */
  static Chromium orSkip() {
    if (!isInstalled()) {
      String why = "there is no " + path() + " (Debian: apt-get install chromium), or set " + PATH;
      return Boolean.parseBoolean(System.getenv(REQUIRED)) ? fail(why) : abort(why);
    }
    return start(List.of());
  }

  /** Starts it with further arguments. */
  static Chromium start(List<String> more) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.addAll(more);
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(path())
                    .setChromiumSandbox(!isRoot())
                    .setArgs(arguments));
    return new Chromium(playwright, browser);
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /** Chromium's sandbox refuses to be set up by root. */
  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Path path() {
    return Path.of(Optional.ofNullable(System.getenv(PATH)).orElse("/usr/bin/chromium"));
  }
}
