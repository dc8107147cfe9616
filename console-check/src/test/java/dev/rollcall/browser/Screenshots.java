package dev.rollcall.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes the pictures of the docs: each page of {@link ConsolePages}, wide and narrow, light and
 * dark, on a server that {@link Seed} has sown. {@code console-check/screenshots} runs it.
 */
final class Screenshots {
  private static final int WIDE_HEIGHT = 800;
  private static final int NARROW_HEIGHT = 844;

  private static final Locator.WaitForOptions ABSENT =
      new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN);

  private Screenshots() {}

  /** The first argument is the folder for the pictures. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    Path data = Files.createTempDirectory("rollcall-screenshots");
    try (LiveServer server = LiveServer.start(data, Map.of("ROLLCALL_LOG_LEVEL", "error"));
        Chromium chromium = Chromium.start(List.of())) {
      Seed.sow(server);
      for (ConsolePages place : ConsolePages.values()) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          take(server, chromium, place, scheme, true, folder);
          take(server, chromium, place, scheme, false, folder);
        }
      }
    }
    System.exit(0);
  }

  private static void take(
      LiveServer server,
      Chromium chromium,
      ConsolePages place,
      ColorScheme scheme,
      boolean wide,
      Path folder)
      throws IOException, InterruptedException {
    Tab tab =
        new Tab(
            server.origin(),
            chromium
                .browser()
                .newContext(
                    new Browser.NewContextOptions()
                        .setViewportSize(
                            wide ? Browsing.WIDE : Browsing.NARROW,
                            wide ? WIDE_HEIGHT : NARROW_HEIGHT)
                        .setColorScheme(scheme)
                        .setIsMobile(!wide)
                        .setHasTouch(!wide)
                        .setLocale("en-GB")));
    Page page = tab.signedIn(LiveServer.OWNER).open(place.path(server));
    page.locator(place.ready()).first().waitFor();
    page.locator(".live:not(.on)").waitFor(ABSENT);
    page.evaluate("() => document.fonts.ready");
    String name =
        "%s-%s-%s.png"
            .formatted(
                place.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                wide ? "wide" : "narrow",
                scheme.name().toLowerCase(Locale.ROOT));
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name)));
    tab.context().close();
    if (!tab.faults().isEmpty()) {
      throw new IllegalStateException(place.name() + ": " + tab.faults());
    }
  }
}
