package dev.rollcall.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How soon the server tells: from a join to its webhook, and from muting to the first silent frame
 * that another phone hears. App, phones and server share the machine.
 */
public final class TellingTime {
  private static final int JOINS = 500;
  private static final List<Integer> JOINS_PER_SECOND = List.of(20, 200);
  private static final int MUTES = 200;

  /** The rates before, until the compiler is done with most of what a join needs. */
  private static final List<Integer> WARM_UP = List.of(20, 50, 100, 200, 200);

  private static final int MUTES_BEFORE = 50;

  /**
   * The pace of calls would be what is measured, so it is raised; so is the limit of requests at
   * once, for a machine too slow for the rate is to show as time and not as a refusal.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ROLLCALL_CALLS_PER_SECOND",
          "1000",
          "ROLLCALL_HTTP_MAX_CONCURRENT_REQUESTS",
          "10000",
          "ROLLCALL_ALLOW_PRIVATE_TARGETS",
          "true");

  private static final PrintStream out = System.out;

  private TellingTime() {}

  /**
   * Runs once.
   *
   * @param arguments the checkout's folder
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    out.println(
        String.format(
            Locale.ROOT,
            "%d processors, which others load with %.1f",
            machine.getAvailableProcessors(),
            machine.getSystemLoadAverage()));
    try (ServerUnderLoad server =
        ServerUnderLoad.start(root, Files.createTempDirectory("rollcall-bench"), ENVIRONMENT)) {
      joins(server);
      mutes(server);
    }
    System.exit(0);
  }

  private static void joins(ServerUnderLoad server) throws Exception {
    try (WebhookReceiver receiver = WebhookReceiver.start();
        JoinStream stream = JoinStream.open(server)) {
      for (int perSecond : WARM_UP) {
        JoinTimes.measure(server, receiver, stream, JOINS, perSecond);
      }
      for (int perSecond : JOINS_PER_SECOND) {
        JoinTimes times = JoinTimes.measure(server, receiver, stream, JOINS, perSecond);
        out.println(
            Times.heading(
                String.format(
                    Locale.ROOT, "%d joins, %.1f a second in 10 rooms", JOINS, times.rate())));
        out.println(times.toldAfterAsked().row("request sent to webhook here"));
        out.println(
            times.toldAfterJoined().row("event's time (before the commit) to webhook here"));
        out.println(times.toldAfterShown().row("event stream (after the commit) to webhook here"));
        out.println(times.shownAfterAsked().row("request sent to event stream"));
        out.println(times.answeredAfterAsked().row("request sent to its answer"));
      }
    }
  }

  private static void mutes(ServerUnderLoad server) throws Exception {
    MuteTimes times = MuteTimes.measure(server, MUTES_BEFORE, MUTES);
    out.println(Times.heading(MUTES + " times Muted=true"));
    out.println(times.silentAfterAsked().row("request sent to first silent frame heard"));
    out.println(times.silentAfterAnswered().row("request's answer to first silent frame heard"));
    out.println(times.answeredAfterAsked().row("request sent to its answer"));
  }
}
