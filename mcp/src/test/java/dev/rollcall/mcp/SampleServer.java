package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A server of the sample application on a free port of the loopback interface. */
final class SampleServer implements AutoCloseable {
  static final McpSettings SETTINGS =
      new McpSettings(
          4,
          3,
          Duration.ofMinutes(30),
          4,
          2,
          3,
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          0,
          0);

  final SampleApplication application = new SampleApplication();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
  final McpServer<String> mcp;
  private final HttpServer http;

  private SampleServer(McpSettings settings) {
    SecureRandom random = new SecureRandom();
    mcp = new McpServer<>(application, settings, now::get, random);
    HttpGuard guard =
        HttpGuard.loopback().allowing(Set.of("mcp.example.com"), Set.of("https://app.example.com"));
    http =
        new HttpServer(
                HttpServerSettings.on("127.0.0.1", 0),
                new RequestIds(random),
                RequestObserver.NONE,
                now::get)
            .mount("/mcp", new McpDoor<>(mcp, SampleServer::admit, guard));
  }

  static SampleServer start() throws IOException {
    return start(SETTINGS);
  }

  static SampleServer start(McpSettings settings) throws IOException {
    SampleServer server = new SampleServer(settings);
    server.http.start();
    return server;
  }

  static McpSettings callTimeout(Duration timeout) {
    return settings(SETTINGS.keepAlive(), timeout, 0, 0);
  }

  static McpSettings keepAlive(Duration pause) {
    return settings(pause, SETTINGS.callTimeout(), 0, 0);
  }

  static McpSettings rate(int callsPerSecond, int callBurst) {
    return settings(SETTINGS.keepAlive(), SETTINGS.callTimeout(), callsPerSecond, callBurst);
  }

  private static McpSettings settings(
      Duration keepAlive, Duration callTimeout, int callsPerSecond, int callBurst) {
    return new McpSettings(
        SETTINGS.maxSessions(),
        SETTINGS.maxSessionsPerCaller(),
        SETTINGS.sessionIdle(),
        SETTINGS.maxStreams(),
        SETTINGS.maxStreamsPerCaller(),
        SETTINGS.maxSubscriptions(),
        keepAlive,
        SETTINGS.stateLifetime(),
        SETTINGS.listLifetime(),
        callTimeout,
        callsPerSecond,
        callBurst);
  }

  private static String admit(dev.rollcall.http.HttpRequest request) throws NotAdmittedException {
    String bearer = request.headers().first("Authorization").orElse("");
    if (!bearer.startsWith("Bearer ")) {
      throw new NotAdmittedException(
          HttpResponse.empty(401).with("WWW-Authenticate", "Bearer realm=\"sample\""));
    }
    return bearer.substring("Bearer ".length());
  }

  int port() {
    return http.port();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + http.port() + "/mcp");
  }

  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  TestClient client(String caller) {
    return new TestClient(uri(), caller);
  }

  @Override
  public void close() {
    mcp.close();
    http.close();
  }
}
