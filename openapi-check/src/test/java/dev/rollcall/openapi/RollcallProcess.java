package dev.rollcall.openapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program in a process and on a class path of its own, on free ports of the loopback. */
final class RollcallProcess implements AutoCloseable {
  static final String ACCOUNT = "AC" + "0a".repeat(16);
  static final String TOKEN = "theOwnersToken0123456789";
  static final String OTHER_ACCOUNT = "AC" + "0b".repeat(16);
  static final String OTHER_TOKEN = "theOthersToken0123456789";

  private static final int START_SECONDS = 60;
  private static final String BEFORE_PHONES = "sip:<room>@127.0.0.1:";

  private final Process process;
  private final CompletableFuture<String> health = new CompletableFuture<>();
  private final CompletableFuture<String> phones = new CompletableFuture<>();

  private RollcallProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  /** Starts it with further environment variables. */
  static RollcallProcess start(Path data, Map<String, String> more) {
    Path application = Path.of(System.getProperty("rollcall.application", ""));
    if (!Files.isDirectory(application)) {
      throw new AssertionError(
          "there is no program in " + application + ": package the module server first");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                application + "/*",
                "dev.rollcall.server.Main",
                "serve")
            .directory(data.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("ROLLCALL_"));
    environment.put("ROLLCALL_HTTP_PORT", "0");
    environment.put("ROLLCALL_SIP_PORT", "0");
    environment.put("ROLLCALL_DATA_DIR", data.toString());
    environment.put("ROLLCALL_ACCOUNT_SID", ACCOUNT);
    environment.put("ROLLCALL_AUTH_TOKEN", TOKEN);
    environment.put("ROLLCALL_ACCOUNTS", OTHER_ACCOUNT + ":" + OTHER_TOKEN);
    environment.put("ROLLCALL_ALLOW_PRIVATE_TARGETS", "true");
    environment.put("ROLLCALL_LOG_LEVEL", "error");
    environment.putAll(more);
    try {
      return new RollcallProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The start of each of its HTTP addresses, once it is ready. */
  URI origin() {
    String line = await(health);
    String address = line.substring(line.lastIndexOf(' ') + 1);
    return URI.create(address.substring(0, address.length() - "/health".length()));
  }

  /** The address of a room, as one who calls it over SIP writes it. */
  String room(String name) {
    String line = await(phones);
    return "sip:"
        + name
        + "@127.0.0.1:"
        + line.substring(line.indexOf(BEFORE_PHONES) + BEFORE_PHONES.length()).strip();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static String await(CompletableFuture<String> line) {
    return line.orTimeout(START_SECONDS, TimeUnit.SECONDS).join();
  }

  private void read() {
    List<Map.Entry<String, CompletableFuture<String>>> wanted =
        List.of(Map.entry(BEFORE_PHONES, phones), Map.entry("/health", health));
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      Optional<String> line = Optional.ofNullable(reader.readLine());
      while (line.isPresent()) {
        String said = line.get();
        wanted.stream()
            .filter(each -> said.contains(each.getKey()))
            .forEach(each -> each.getValue().complete(said));
        line = Optional.ofNullable(reader.readLine());
      }
    } catch (IOException e) {
      health.completeExceptionally(e);
    }
    IllegalStateException gone = new IllegalStateException("the program ended");
    health.completeExceptionally(gone);
    phones.completeExceptionally(gone);
  }
}
