package dev.rollcall.server;

import dev.rollcall.core.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The program in a process of its own, as users start it. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();

  private ServerProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(() -> read(process));
  }

  /**
   * Starts the program with {@code command}, words with spaces between, and further environment
   * variables.
   */
  static ServerProcess start(String command, Path data, Map<String, String> more)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add("dev.rollcall.server.Main");
    line.addAll(List.of(command.split(" ", -1)));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(data.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "ROLLCALL_HTTP_PORT",
                "0",
                "ROLLCALL_SIP_PORT",
                "0",
                "ROLLCALL_DATA_DIR",
                data.toString()));
    builder.environment().putAll(more);
    return new ServerProcess(builder.start());
  }

  /** Waits for a line that contains {@code text}, and returns it. */
  String awaitLine(String text) {
    Await.until(
        START_WITHIN,
        () ->
            line(text).isPresent()
                ? Optional.empty()
                : Optional.of("no line with '" + text + "' among\n" + String.join("\n", output)));
    return line(text).orElseThrow();
  }

  List<String> output() {
    return output;
  }

  /** Kills it without a chance to say goodbye (SIGKILL). */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to stop (SIGTERM) and waits until it has. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  int awaitExit() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Optional<String> line(String text) {
    return output.stream().filter(line -> line.contains(text)).findFirst();
  }

  private void read(Process from) {
    try (BufferedReader reader = from.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(output::add);
    } catch (IOException e) {
      output.add("reading ended: " + e.getMessage());
    }
  }
}
