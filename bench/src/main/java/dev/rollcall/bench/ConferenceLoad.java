package dev.rollcall.bench;

import dev.rollcall.phone.Dialling;
import dev.rollcall.phone.PhoneRack;
import dev.rollcall.phone.Voice;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the server costs: time to ready, memory idle and under calls, CPU per participant and
 * second, and how often its list can be asked.
 *
 * <p>All traffic stays on the loopback address; the run ends by itself. Each figure that has a
 * limit is printed as a ratio to it, since machines differ.
 */
public final class ConferenceLoad {
  /** Where the media engine must get to, in microseconds of CPU per participant and second. */
  private static final double CPU_LIMIT_MICROS = 500;

  private static final int ROOMS = 10;
  private static final int PARTICIPANTS = 100;
  private static final int LIST_PARTICIPANTS = 50;
  private static final int AMPLITUDE = 3_000;

  /** Until the compiler is done with the media path, which runs only fifty times a second. */
  private static final Duration WARM_UP = Duration.ofSeconds(60);

  private static final Duration MEASURED = Duration.ofSeconds(30);
  private static final PrintStream out = System.out;

  private ConferenceLoad() {}

  /**
   * Runs once.
   *
   * @param arguments the checkout's folder
   */
  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    Path folder = Files.createTempDirectory("rollcall-bench");
    try (ServerUnderLoad server = ServerUnderLoad.start(root, folder)) {
      print("start to ready", (double) server.untilReady().toMillis(), "ms");
      Thread.sleep(Duration.ofSeconds(3));
      print("resident, idle", (double) LinuxProcess.residentMebibytes(server.process()), "MiB");
      audio(server);
    }
    try (ServerUnderLoad server =
        ServerUnderLoad.start(root, Files.createTempDirectory("rollcall-bench"))) {
      lists(server);
    }
    System.exit(0);
  }

  private static void audio(ServerUnderLoad server) throws Exception {
    try (PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      dial(server, phones, PARTICIPANTS, ROOMS);
      Thread.sleep(WARM_UP);
      double bareBefore = BareDatagrams.microsPerParticipantSecond();
      Duration before = LinuxProcess.cpuTime(server.process());
      long began = System.nanoTime();
      Thread.sleep(MEASURED);
      double seconds = (System.nanoTime() - began) / 1e9;
      double micros =
          LinuxProcess.cpuTime(server.process()).minus(before).toNanos()
              / 1e3
              / (seconds * PARTICIPANTS);
      print("CPU per participant-second, 100 talking in 10 rooms", micros, "µs");
      print("  ratio to the limit of 500 µs", micros / CPU_LIMIT_MICROS, "");
      double bare = (bareBefore + BareDatagrams.microsPerParticipantSecond()) / 2;
      print("  bare sending and receiving of the same packets", bare, "µs");
      print("  ratio to that", micros / bare, "");
      print(
          "resident, 100 participants",
          (double) LinuxProcess.residentMebibytes(server.process()),
          "MiB");
    }
  }

  private static void lists(ServerUnderLoad server) throws Exception {
    try (PhoneRack phones = new PhoneRack(InetAddress.getLoopbackAddress())) {
      dial(server, phones, LIST_PARTICIPANTS, 1);
      String conference = server.list("Conferences/room0.json").get("sid").asString();
      String address = server.address("Conferences/" + conference + "/Participants.json");
      List<String> wrk =
          List.of(
              "wrk",
              "-t1",
              "-c16",
              "-d10s",
              "--latency",
              "-H",
              "Authorization: " + ServerUnderLoad.authorization(),
              address);
      out.println("list of 50 participants, asked by wrk after 10 s of warm-up:");
      run(wrk, false);
      run(wrk, true);
    }
  }

  private static void run(List<String> command, boolean shown) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        shown ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD);
    builder.start().waitFor();
  }

  private static void dial(ServerUnderLoad server, PhoneRack phones, int count, int rooms)
      throws Exception {
    for (int phone = 0; phone < count; phone++) {
      phones.dial(
          Dialling.of(
              "phone" + phone,
              server.sip(),
              "room" + phone % rooms,
              Voice.tone(400 + 50 * (phone % 20), AMPLITUDE)));
    }
  }

  private static void print(String what, double value, String unit) {
    out.println(String.format(Locale.ROOT, "%-55s %10.2f %s", what, value, unit));
  }
}
