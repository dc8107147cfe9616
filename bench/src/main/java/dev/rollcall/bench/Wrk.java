package dev.rollcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request, repeated by wrk over many connections as fast as it is answered. */
final class Wrk {
  /** What stands for the request's id in {@link #body}. */
  static final String ID = "@ID@";

  private final String address;
  private final Path script;
  private final Path body;
  private final Path sessions;
  private final Map<String, String> headers;
  private int runs;

  /**
   * @param script the Lua file beside this class' sources
   * @param folder where to put what the script reads
   * @param body with {@link #ID} as its id
   * @param sessions the sessions that send it in turn; none in the stateless era
   */
  Wrk(
      String address,
      Path script,
      Path folder,
      Map<String, String> headers,
      String body,
      List<String> sessions)
      throws IOException {
    this.address = address;
    this.script = script;
    this.headers = Map.copyOf(headers);
    this.body = Files.writeString(Files.createTempFile(folder, "body", ".json"), body);
    this.sessions = Files.write(Files.createTempFile(folder, "sessions", ".txt"), sessions);
  }

  /**
   * Runs once.
   *
   * @throws IOException if wrk could not run, or anything but 2xx was answered
   */
  Measured run(int connections, Duration time) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + time.toSeconds() + "s"));
    command.addAll(List.of("--timeout", "30s", "-s", script.toString()));
    headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
    command.addAll(List.of(address, "--", body.toString(), "run" + ++runs, sessions.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Measured measured =
        printed
            .lines()
            .flatMap(line -> Measured.read(line).stream())
            .findFirst()
            .orElseThrow(() -> new IOException("wrk measured nothing: " + printed));
    if (measured.failed() > 0 || measured.requests() == 0) {
      throw new IOException("not all requests were answered in order: " + printed);
    }
    return measured;
  }

  /**
   * What wrk counted.
   *
   * @param bytes all that was received, heads of answers included
   * @param failed requests without an answer, or with another than 2xx
   */
  record Measured(
      long requests, Duration took, long bytes, long failed, double mean, double p50, double p99) {
    /** Reads the script's line: microseconds there, milliseconds here for the latencies. */
    static Optional<Measured> read(String line) {
      if (!line.startsWith("measured ")) {
        return Optional.empty();
      }
      double[] numbers =
          List.of(line.split(" ", -1)).stream().skip(1).mapToDouble(Double::parseDouble).toArray();
      return Optional.of(
          new Measured(
              (long) numbers[0],
              Duration.ofNanos((long) (numbers[1] * 1_000)),
              (long) numbers[2],
              (long) numbers[3],
              numbers[4] / 1_000,
              numbers[5] / 1_000,
              numbers[6] / 1_000));
    }

    double rate() {
      return requests / (took.toNanos() / 1e9);
    }
  }
}
