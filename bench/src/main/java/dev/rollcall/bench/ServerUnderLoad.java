package dev.rollcall.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program in a process of its own on the loopback address, and what Linux says of that process.
 */
final class ServerUnderLoad implements AutoCloseable {
  static final String ACCOUNT = "AC" + "0".repeat(31) + "1";
  static final String TOKEN = "benchmarkToken0123456789";
  private static final String EVENTS = "/rollcall/v1/events";
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);

  private final Process process;
  private final Duration untilReady;
  private final int httpPort;
  private final int sipPort;

  /** Speaks the HTTP version that Twilio's SDKs speak. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ServerUnderLoad(Process process, Duration untilReady, int httpPort, int sipPort) {
    this.process = process;
    this.untilReady = untilReady;
    this.httpPort = httpPort;
    this.sipPort = sipPort;
  }

  /**
   * Starts the launcher of the checkout {@code root} on empty data in {@code folder} and on free
   * ports; returns once it is ready.
   */
  static ServerUnderLoad start(Path root, Path folder) throws IOException {
    return start(root, folder, Map.of());
  }

  /** The same with {@code further} variables in its environment. */
  static ServerUnderLoad start(Path root, Path folder, Map<String, String> further)
      throws IOException {
    int httpPort = freePort();
    int sipPort = freePort();
    long began = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(root.resolve("rollcall").toString(), "serve");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "ROLLCALL_HTTP_PORT",
                Integer.toString(httpPort),
                "ROLLCALL_SIP_PORT",
                Integer.toString(sipPort),
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
    builder.environment().putAll(further);
    Process process = builder.start();
    awaitHealth(process, began, httpPort);
    return new ServerUnderLoad(
        process, Duration.ofNanos(System.nanoTime() - began), httpPort, sipPort);
  }

  /** From the launcher's start to the first 200 of /health. */
  Duration untilReady() {
    return untilReady;
  }

  InetSocketAddress sip() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
  }

  /** Where a list of this account is asked. */
  String address(String path) {
    return origin() + "/2010-04-01/Accounts/" + ACCOUNT + "/" + path;
  }

  /** The server's own address, without a path. */
  String origin() {
    return origin(httpPort);
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
      throw refused(path, answer.statusCode(), answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /**
   * What a form sent to {@code path} of this account is answered.
   *
   * @throws IOException if it is not answered, or with another status than 2xx
   */
  JsonNode submit(String path, String form) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(form(path, form), HttpResponse.BodyHandlers.ofString());
    return JsonMapper.shared().readTree(accepted(path, answer).body());
  }

  /**
   * Sends a form as {@link #submit} does, and does not wait.
   *
   * @return when its answer was there, by {@link System#nanoTime}
   */
  CompletableFuture<Long> answered(String path, String form) {
    return client
        .sendAsync(form(path, form), HttpResponse.BodyHandlers.ofString())
        .thenApply(
            answer -> {
              long at = System.nanoTime();
              try {
                accepted(path, answer);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return at;
            });
  }

  /** The account's stream of events, from now on; it is to be closed. */
  InputStream events() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(origin() + EVENTS))
            .header("Authorization", authorization())
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<InputStream> answer =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      try (InputStream body = answer.body()) {
        throw refused(
            EVENTS, answer.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return answer.body();
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

  private HttpRequest form(String path, String form) {
    return HttpRequest.newBuilder(URI.create(address(path)))
        .header("Authorization", authorization())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private static HttpResponse<String> accepted(String path, HttpResponse<String> answer)
      throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw refused(path, answer.statusCode(), answer.body());
    }
    return answer;
  }

  private static IOException refused(String path, int status, String body) {
    return new IOException(path + " answered " + status + ": " + body);
  }

  private static String origin(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** A port that nobody has, so that another server is not measured in place of ours. */
  private static int freePort() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DatagramSocket _ =
            new DatagramSocket(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort()))) {
      return tcp.getLocalPort();
    }
  }

  private static void awaitHealth(Process process, long began, int port) throws IOException {
    HttpRequest health = HttpRequest.newBuilder(URI.create(origin(port) + "/health")).build();
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
