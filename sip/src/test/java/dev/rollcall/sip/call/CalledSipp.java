package dev.rollcall.sip.call;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** SIPp (Debian's sip-tester) as a phone that is called: it shares no line of code with ours. */
final class CalledSipp implements AutoCloseable {
  private static final int ENDS_WITHIN_SECONDS = 30;

  private final Path folder;
  private final int port;
  private final Process process;

  private CalledSipp(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static boolean isInstalled() {
    for (String each : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(each, "sipp"))) {
        return true;
      }
    }
    return false;
  }

  /** Starts it for one call with the scenario of that name. */
  static CalledSipp start(Path folder, String scenario, String... more) throws IOException {
    return start(folder, scenario, Map.of(), more);
  }

  /**
   * Starts it for one call.
   *
   * @param filledIn what stands in the scenario for each name in braces
   */
  static CalledSipp start(
      Path folder, String scenario, Map<String, String> filledIn, String... more)
      throws IOException {
    int port = freePort();
    try (InputStream in = CalledSipp.class.getResourceAsStream("/sipp/" + scenario)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> each : filledIn.entrySet()) {
        text = text.replace("{" + each.getKey() + "}", each.getValue());
      }
      Files.writeString(folder.resolve(scenario), text);
    }
    List<String> line = new ArrayList<>(List.of("sipp", "-sf", scenario));
    line.addAll(List.of("-i", "127.0.0.1", "-mi", "127.0.0.1", "-p", Integer.toString(port)));
    line.addAll(List.of("-m", "1", "-timeout", "25s", "-timeout_error", "-nostdin"));
    line.addAll(List.of("-trace_err", "-error_file", "errors.txt"));
    line.addAll(List.of(more));
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    return new CalledSipp(folder, port, process);
  }

  int port() {
    return port;
  }

  /** Waits until a TCP connection to it can be made. */
  void awaitListening() {
    Await.until(
        () -> {
          try (Socket probe = new Socket()) {
            probe.connect(TestHouse.loopback(port));
            return Optional.empty();
          } catch (ConnectException e) {
            return Optional.of("SIPp does not listen yet");
          }
        });
  }

  /** Waits until its call went as the scenario says; otherwise fails with what it complains of. */
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

  private static int freePort() throws IOException {
    try (DatagramSocket taken = new DatagramSocket(TestHouse.loopback(0))) {
      return taken.getLocalPort();
    }
  }
}
