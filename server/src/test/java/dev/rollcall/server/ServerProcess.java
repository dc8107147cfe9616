package dev.rollcall.server;

import dev.rollcall.core.testing.Await;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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
  private final Thread reader;
  private final List<String> output = new CopyOnWriteArrayList<>();

  private ServerProcess(Process process) {
    this.process = process;
    reader = Thread.ofVirtual().start(() -> read(process));
  }

  /**
   * Starts the program with {@code command}, words with spaces between, and further environment
   * variables.
   */
  static ServerProcess start(String command, Path data, Map<String, String> more)
      throws IOException {
    return new ServerProcess(builder(command, data, more).redirectErrorStream(true).start());
  }

  /** Starts the program so that {@link #output} is what it writes to standard output alone. */
  static ServerProcess startApart(String command, Path data, Map<String, String> more)
      throws IOException {
    return new ServerProcess(
        builder(command, data, more).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static ProcessBuilder builder(String command, Path data, Map<String, String> more) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add("dev.rollcall.server.Main");
    line.addAll(List.of(command.split(" ", -1)));
    ProcessBuilder builder = new ProcessBuilder(line).directory(data.toFile());
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
    return builder;
  }

  /** Where a server answers HTTP, once it does. */
  InetSocketAddress http() {
    URI health = URI.create(lastWord(awaitLine("/health")));
    return new InetSocketAddress(health.getHost(), health.getPort());
  }

  /** Where phones send their calls, once they can. */
  InetSocketAddress sip() {
    String phones = awaitLine("sip:<room>@");
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(),
        Integer.parseInt(phones.substring(phones.lastIndexOf(':') + 1)));
  }

  static String lastWord(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  /** Writes a line to the program's standard input. */
  void say(String line) throws IOException {
    BufferedWriter input = process.outputWriter(StandardCharsets.UTF_8);
    input.write(line);
    input.newLine();
    input.flush();
  }

  /** Ends the program's standard input. */
  void endInput() throws IOException {
    process.getOutputStream().close();
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

  /** Waits until it has ended and all it wrote is in {@link #output}. */
  int awaitExit() throws InterruptedException {
    int status = process.waitFor();
    reader.join();
    return status;
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
