package dev.rollcall.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Tracing;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives each test a server of its own and tabs of a browser. A test fails that leaves an error in a
 * tab which it did not expect; of one that fails, each tab's picture is in the module's folder
 * {@code target/failures}, and with {@code -Drollcall.traces=true}, which takes time, Playwright's
 * trace.
 *
 * <pre>{@code
 * @RegisterExtension final Browsing browsing = new Browsing();
 *
 * @Test
 * void showsWhoIsThere() throws Exception {
 *   browsing.server().dial("standup", "ann", 400);
 *   Page page = browsing.ownersTab().open("/");
 *   assertThat(page.getByText("ann")).isVisible();
 * }
 * }</pre>
 *
 * <p>One browser serves all tests of the run. Where Chromium is absent they are skipped.
 */
final class Browsing implements BeforeEachCallback, AfterEachCallback {
  private static final boolean TRACES = Boolean.getBoolean("rollcall.traces");

  static final int WIDE = 1280;
  static final int NARROW = 390;

  private static final int HEIGHT = 900;

  private final Map<String, String> environment = new HashMap<>();
  private final List<Tab> tabs = new ArrayList<>();
  private Optional<Chromium> chromium = Optional.empty();
  private Optional<LiveServer> server = Optional.empty();
  private Optional<Path> data = Optional.empty();

  /** The server has one more environment variable. To be said where the extension is made. */
  Browsing with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  LiveServer server() {
    return server.orElseThrow();
  }

  /** A new tab, wide and light, in which nobody has signed in. */
  Tab tab() {
    return tab(WIDE, ColorScheme.LIGHT);
  }

  Tab tab(int width, ColorScheme scheme) {
    return tabAt(server().origin(), width, scheme);
  }

  /** A new tab that comes to the server by another address than its own. */
  Tab tabAt(String origin, int width, ColorScheme scheme) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setViewportSize(width, HEIGHT)
            .setColorScheme(scheme)
            .setLocale("en-GB");
    Tab tab = new Tab(origin, chromium.orElseThrow().browser().newContext(options));
    if (TRACES) {
      tab.context().tracing().start(new Tracing.StartOptions().setSnapshots(true));
    }
    tabs.add(tab);
    return tab;
  }

  /** A new tab, wide and light, in which the account that owns the server has signed in. */
  Tab ownersTab() {
    return tab().signedIn(LiveServer.OWNER);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    chromium =
        Optional.of(
            context
                .getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, _ -> Chromium.orSkip(), Chromium.class));
    Path folder = Files.createTempDirectory("rollcall-browser");
    data = Optional.of(folder);
    server = Optional.of(LiveServer.start(folder, environment));
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    List<String> faults = tabs.stream().flatMap(tab -> tab.faults().stream()).toList();
    try {
      if (context.getExecutionException().isPresent() || !faults.isEmpty()) {
        keep(context);
      }
    } finally {
      tabs.forEach(tab -> tab.context().close());
      tabs.clear();
      server.ifPresent(LiveServer::close);
      if (data.isPresent()) {
        delete(data.get());
      }
    }
    if (!faults.isEmpty()) {
      throw new AssertionError("what the browser complained of: " + String.join("; ", faults));
    }
  }

  private void keep(ExtensionContext context) {
    String test =
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getRequiredTestMethod().getName();
    Path folder = Path.of(System.getProperty("rollcall.failures", "target/failures"));
    for (int i = 0; i < tabs.size(); i++) {
      Tab tab = tabs.get(i);
      tab.picture(folder.resolve(test + "-" + i + ".png"));
      if (TRACES) {
        tab.context()
            .tracing()
            .stop(new Tracing.StopOptions().setPath(folder.resolve(test + "-" + i + ".zip")));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
