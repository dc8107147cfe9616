package dev.rollcall.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program in a process of its own on the loopback address, and what Linux says of that process.
 */
final class ServerUnderLoad implements AutoCloseable {
  static final String ACCOUNT = "AC" + "0".repeat(31) + "1";
  static final String TOKEN = "benchmarkToken0123456789";
  private static final int HTTP_PORT = 18_080;
  private static final int SIP_PORT = 15_060;
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Duration untilReady;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerUnderLoad(Process process, Duration untilReady) {
    this.process = process;
    this.untilReady = untilReady;
  }

  /**
   * Starts the launcher of the checkout {@code root} on empty data in {@code folder}; returns once
   * it is ready.
   */
  static ServerUnderLoad start(Path root, Path folder) throws IOException {
    long began = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(root.resolve("rollcall").toString(), "serve");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ROLLCALL_HTTP_PORT",
                Integer.toString(HTTP_PORT),
                "ROLLCALL_SIP_PORT",
                Integer.toString(SIP_PORT),
                "ROLLCALL_DATA_DIR",
                folder.resolve("data").toString(),
                "ROLLCALL_ACCOUNT_SID",
                ACCOUNT,
                "ROLLCALL_AUTH_TOKEN",
                TOKEN,
                "ROLLCALL_MCP_MAX_CALLS_PER_SECOND",
                "0",
                "ROLLCALL_LOG_LEVEL",
                "warn"));
    Process process = builder.start();
    awaitHealth(process, began);
    return new ServerUnderLoad(process, Duration.ofNanos(System.nanoTime() - began));
  }

  /** From the launcher's start to the first 200 of /health. */
  Duration untilReady() {
    return untilReady;
  }

  InetSocketAddress sip() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), SIP_PORT);
  }

  /** Where a list of this account is asked. */
  String address(String path) {
    return origin() + "/2010-04-01/Accounts/" + ACCOUNT + "/" + path;
  }

  /** The server's own address, without a path. */
  static String origin() {
    return "http://127.0.0.1:" + HTTP_PORT;
  }

  /** What {@code POST path} answers to {@code body}, asked with the account's credentials. */
  JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .header("Authorization", authorization())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  static String authorization() {
    byte[] credentials = (ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  JsonNode list(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .header("Authorization", authorization())
            .build();
    return JsonMapper.shared()
        .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    client.close();
    LinuxProcess.end(process);
  }

  private static void awaitHealth(Process process, long began) throws IOException {
    HttpRequest health = HttpRequest.newBuilder(URI.create(origin() + "/health")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() - began < READY_WITHIN.toNanos() && process.isAlive()) {
        try {
          if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException notYet) {
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          break;
        }
      }
    }
    process.destroyForcibly();
    throw new IOException("the server did not become ready; see its log");
  }
}
