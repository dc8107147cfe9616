package dev.rollcall.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the console in a browser, on a server in this process: what the first page weighs, how
 * soon it shows somebody, how far two browsers are apart, and whether it stays fluent with 1 000
 * participants and 50 changes a second. {@code console-check/measure} runs it.
 */
final class Measure {
  private static final int CONFERENCES = 10;
  private static final int PARTICIPANTS_EACH = 100;
  private static final int CALLERS = 4;
  private static final int LOADS = 15;
  private static final int SHARED_CHANGES = 200;
  private static final int CHANGES_A_SECOND = 50;
  private static final Duration UNDER_CHANGES = Duration.ofSeconds(30);
  private static final Duration BETWEEN_SHARED = Duration.ofMillis(50);

  /** By a clock that all tabs share: when the first row is painted, when states change. */
  private static final String WATCH =
      """
      window.watched = { rows: null, changes: [], tasks: [], frames: [] };
      const now = () => performance.timeOrigin + performance.now();
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) watched.tasks.push(entry.duration);
      }).observe({ type: "longtask", buffered: true });
      new MutationObserver((records) => {
        if (watched.rows === null && document.querySelector(".row")) {
          watched.rows = performance.now();
        }
        if (records.some((each) => each.target.parentElement?.closest?.(".state, .row")
            || each.target.classList?.contains("state"))) {
          watched.changes.push(now());
        }
      }).observe(document, { subtree: true, childList: true });
      let last = 0;
      const frame = (at) => {
        if (last > 0) watched.frames.push(at - last);
        last = at;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
      """;

  private final LiveServer server;
  private final Browser browser;
  private final PrintStream out;

  private Measure(LiveServer server, Browser browser, PrintStream out) {
    this.server = server;
    this.browser = browser;
    this.out = out;
  }

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("rollcall-measure");
    Map<String, String> environment =
        Map.of(
            "ROLLCALL_LOG_LEVEL", "error",
            "ROLLCALL_CALLS_PER_SECOND", "1000");
    try (LiveServer server = LiveServer.start(data, environment);
        Chromium chromium = Chromium.start(List.of())) {
      Measure measure = new Measure(server, chromium.browser(), System.out);
      server.api().callIn("standup", "rollcall:tone", "ann");
      measure.firstRoster();
      measure.twoBrowsers();
      measure.thousand();
    }
    System.exit(0);
  }

  private void firstRoster() {
    List<Double> cold = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    for (int i = 0; i < LOADS; i++) {
      Tab tab = tab();
      Wire wire = Wire.of(tab);
      cold.add(untilFirstRow(tab));
      if (i == 0) {
        out.printf(Locale.ROOT, "Page weight, cold: %s%n", wire);
        wire.reset();
      }
      warm.add(untilFirstRow(tab));
      if (i == 0) {
        out.printf(Locale.ROOT, "Page weight, warm: %s%n%n", wire);
      }
      tab.context().close();
    }
    out.println(Figures.heading("From the start of the navigation to the first row"));
    out.println(Figures.of(cold).row("nothing kept by the browser"));
    out.println(Figures.of(warm).row("files kept by the browser"));
    out.println();
  }

  private static double untilFirstRow(Tab tab) {
    Page page = tab.open("/");
    page.locator(".row").first().waitFor();
    return ((Number) page.evaluate("() => watched.rows")).doubleValue();
  }

  private void twoBrowsers() throws Exception {
    Page first = tab().open("/");
    Page second = tab().open("/");
    first.locator(".row").first().waitFor();
    second.locator(".row").first().waitFor();
    first.locator(".live.on").waitFor();
    second.locator(".live.on").waitFor();
    forget(first);
    forget(second);
    String ann = server.api().participant("standup", "ann").get("uri").asString();
    List<Double> sent = new ArrayList<>();
    for (int i = 1; i <= SHARED_CHANGES; i++) {
      sent.add((double) System.currentTimeMillis());
      server.api().post(ann, "Muted=" + (i % 2 == 1));
      awaitChanges(first, i);
      awaitChanges(second, i);
      LockSupport.parkNanos(BETWEEN_SHARED.toNanos());
    }
    List<Double> seenFirst = numbers(first, "changes");
    List<Double> seenSecond = numbers(second, "changes");
    List<Double> apart = new ArrayList<>();
    List<Double> until = new ArrayList<>();
    for (int i = 0; i < SHARED_CHANGES; i++) {
      apart.add(Math.abs(seenFirst.get(i) - seenSecond.get(i)));
      until.add(Math.max(seenFirst.get(i), seenSecond.get(i)) - sent.get(i));
    }
    out.println(Figures.heading("Two browsers, " + SHARED_CHANGES + " changes"));
    out.println(Figures.of(apart).row("from one's row to the other's"));
    out.println(Figures.of(until).row("from the request that mutes to both rows"));
    out.println();
    first.context().close();
    second.context().close();
  }

  private void thousand() throws Exception {
    List<String> everybody = callEverybodyIn();
    Tab tab = tab();
    Page page = tab.page();
    browser.startTracing(
        page, new Browser.StartTracingOptions().setCategories(List.of(MainThread.CATEGORIES)));
    tab.open("/");
    page.locator(".row").first().waitFor();
    page.waitForFunction(
        "(all) => document.querySelectorAll('.row').length >= all", everybody.size());
    double loaded = ((Number) page.evaluate("() => performance.now()")).doubleValue();
    out.printf(
        Locale.ROOT,
        "%d participants: the first row after %.0f ms, all after %.0f ms%n",
        everybody.size(),
        ((Number) page.evaluate("() => watched.rows")).doubleValue(),
        loaded);
    out.println("  tasks over 50 ms while it loads: " + numbers(page, "tasks"));
    out.println("  " + MainThread.read(browser.stopTracing()));
    forget(page);
    browser.startTracing(
        page, new Browser.StartTracingOptions().setCategories(List.of(MainThread.CATEGORIES)));
    int made = change(everybody);
    MainThread working = MainThread.read(browser.stopTracing());
    out.printf(
        Locale.ROOT,
        "%d changes in %d s, %.0f a second:%n",
        made,
        UNDER_CHANGES.toSeconds(),
        (double) made / UNDER_CHANGES.toSeconds());
    out.println("  tasks over 50 ms: " + numbers(page, "tasks"));
    out.println("  " + working);
    out.println(Figures.heading(""));
    out.println(Figures.of(numbers(page, "frames")).row("from one frame to the next"));
    int muted = page.locator(".row .bar [data-action=mute][aria-pressed=true]").count();
    out.printf(Locale.ROOT, "  muted: %d in the page, %d in the API%n", muted, mutedByApi());
  }

  /** Test phones, muted, so that nobody has to be mixed. */
  private List<String> callEverybodyIn() throws Exception {
    List<String> everybody = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CONFERENCES * PARTICIPANTS_EACH; i++) {
        String room = "room-" + i % CONFERENCES;
        String label = "participant-" + i;
        calls.add(callers.submit(() -> everybody.add(callInMuted(room, label))));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    return everybody;
  }

  private String callInMuted(String room, String label) throws IOException, InterruptedException {
    Api api = server.api();
    return api.post(
            api.below("Conferences/" + room + "/Participants.json"),
            "To=rollcall:tone&From=console&Muted=true&Label=" + label)
        .get("uri")
        .asString();
  }

  /** Changes somebody at an even pace; returns how many changes were made. */
  private int change(List<String> everybody) throws Exception {
    Random random = new Random(6);
    boolean[] muted = new boolean[everybody.size()];
    Arrays.fill(muted, true);
    long start = System.nanoTime();
    long pause = Duration.ofSeconds(1).toNanos() / CHANGES_A_SECOND;
    int made = 0;
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> changes = new ArrayList<>();
      while (System.nanoTime() - start < UNDER_CHANGES.toNanos()) {
        int one = random.nextInt(everybody.size());
        muted[one] = !muted[one];
        String form = "Muted=" + muted[one];
        changes.add(callers.submit(() -> server.api().post(everybody.get(one), form)));
        made++;
        LockSupport.parkNanos(start + made * pause - System.nanoTime());
      }
      for (Future<?> change : changes) {
        change.get();
      }
    }
    return made;
  }

  private long mutedByApi() throws IOException, InterruptedException {
    long muted = server.api().participant("standup", "ann").get("muted").asBoolean() ? 1 : 0;
    for (int i = 0; i < CONFERENCES; i++) {
      muted +=
          server.api().participants("room-" + i).stream()
              .filter(each -> each.get("muted").asBoolean())
              .count();
    }
    return muted;
  }

  private Tab tab() {
    Tab tab =
        new Tab(
            server.origin(),
            browser.newContext(
                new Browser.NewContextOptions().setViewportSize(Browsing.WIDE, 900)));
    tab.context().addInitScript(WATCH);
    return tab.signedIn(LiveServer.OWNER);
  }

  private static void forget(Page page) {
    page.evaluate("() => { watched.changes = []; watched.tasks = []; watched.frames = []; }");
  }

  private static void awaitChanges(Page page, int count) {
    Await.until(
        () ->
            numbers(page, "changes").size() >= count
                ? Optional.empty()
                : Optional.of("the page does not show change " + count));
  }

  private static List<Double> numbers(Page page, String what) {
    List<Double> numbers = new ArrayList<>();
    for (Object each : (List<?>) page.evaluate("(what) => watched[what]", what)) {
      numbers.add(((Number) each).doubleValue());
    }
    return numbers;
  }

  /** What came over the wire into a tab. */
  private static final class Wire {
    private int requests;
    private double bytes;

    static Wire of(Tab tab) {
      Wire wire = new Wire();
      CDPSession session = tab.context().newCDPSession(tab.page());
      session.send("Network.enable");
      session.on("Network.responseReceived", _ -> wire.requests++);
      session.on(
          "Network.loadingFinished",
          event -> wire.bytes += event.get("encodedDataLength").getAsDouble());
      return wire;
    }

    void reset() {
      requests = 0;
      bytes = 0;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%d answers, %.1f KB", requests, bytes / 1_000);
    }
  }
}
