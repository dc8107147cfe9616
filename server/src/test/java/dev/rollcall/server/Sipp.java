package dev.rollcall.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SIPp (Debian's sip-tester), a stranger's phone: it shares no line of code with ours. */
record Sipp(Path folder, Process process) implements AutoCloseable {
  private static final int ENDS_WITHIN_SECONDS = 60;

  /** Whether it is installed. */
  static boolean isInstalled() {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, "sipp"))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Starts it in {@code folder} with the scenario of that name, or with a built-in one ({@code
   * -sn}).
   */
  static Sipp start(Path folder, String target, String scenario, String... more)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("sipp", target));
    if (scenario.endsWith(".xml")) {
      try (InputStream in = Sipp.class.getResourceAsStream("/sipp/" + scenario)) {
        Files.copy(in, folder.resolve(scenario));
      }
      line.addAll(List.of("-sf", scenario));
    } else {
      line.addAll(List.of("-sn", scenario));
    }
    line.addAll(
        List.of("-i", "127.0.0.1", "-mi", "127.0.0.1", "-timeout", "50s", "-timeout_error"));
    line.addAll(List.of("-trace_err", "-error_file", "errors.txt", "-nostdin"));
    line.addAll(List.of(more));
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    return new Sipp(folder, process);
  }

  /**
   * Waits until all its calls went as the scenario says; otherwise fails with what it complains of.
   */
  void awaitSuccess() throws IOException, InterruptedException {
    if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("SIPp was not content: " + read("errors.txt") + read("output.txt"));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String read(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
