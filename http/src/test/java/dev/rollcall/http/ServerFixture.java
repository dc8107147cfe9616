package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A server whose handlers say what they were asked, and count it. */
final class ServerFixture implements AutoCloseable {
  static final String HOST = "Host: localhost\r\n";

  private final AtomicInteger handled = new AtomicInteger();
  private final BlockingQueue<RequestObserver.Answered> observed = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server = newServer(HttpServerSettings.on("127.0.0.1", 0));

  HttpServer newServer(HttpServerSettings settings) {
    return new HttpServer(
            settings,
            new RequestIds(RandomGenerator.of("L64X128MixRandom")),
            observed::add,
            () -> Instant.parse("2026-11-21T08:00:00.5Z"))
        .mount("/echo", this::echo)
        .mount("/slow", this::slow)
        .mount("/big", this::big)
        .mount("/size", request -> text(Integer.toString(request.body().length)))
        .mount("/wait", this::waitForRelease)
        .mount(
            "/fail",
            _ -> {
              throw new IllegalStateException("secret");
            });
  }

  void mount(String prefix, HttpHandler handler) {
    server.mount(prefix, handler);
  }

  void start() throws IOException {
    server.start();
  }

  /** Starts a server with other settings in place of the usual one. */
  void restart(HttpServerSettings settings) throws IOException {
    prepare(settings);
    server.start();
  }

  /** Puts a server with other settings, not started yet, in place of the usual one. */
  void prepare(HttpServerSettings settings) {
    server.close();
    server = newServer(settings);
  }

  void stop() {
    server.close();
  }

  int port() {
    return server.port();
  }

  RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  /** How many requests have reached a handler. */
  AtomicInteger handled() {
    return handled;
  }

  BlockingQueue<RequestObserver.Answered> observed() {
    return observed;
  }

  /** Lets the requests to {@code /wait} go on. */
  void release() {
    release.countDown();
  }

  void awaitHandled(int count) {
    Await.until(
        () ->
            handled.get() < count
                ? Optional.of("only " + handled + " requests have reached their handler")
                : Optional.empty());
  }

  /** Asks until nobody else is counted: whoever was there may need a moment to leave. */
  void assertNoPlaceIsLost() {
    Await.until(
        () -> {
          observed.clear();
          try (RawClient client = client()) {
            client.send(get("/echo")).read();
          }
          List<Integer> counts =
              observed.stream().map(RequestObserver.Answered::concurrent).toList();
          return !counts.isEmpty() && counts.getLast() == 1
              ? Optional.empty()
              : Optional.of("requests under way were counted as " + counts);
        });
  }

  @Override
  public void close() {
    release();
    stop();
  }

  /** Limits small enough to be met, and these times. */
  static HttpServerSettings timeouts(Duration idle, Duration request) {
    return new HttpServerSettings(
        "127.0.0.1", 0, 1024, 4096, 100, 10, idle, request, Duration.ofSeconds(5));
  }

  /** Limits small enough to be met, and these numbers. */
  static HttpServerSettings atMost(int connections, int concurrentRequests) {
    return new HttpServerSettings(
        "127.0.0.1",
        0,
        1024,
        4096,
        connections,
        concurrentRequests,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofSeconds(5));
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n";
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private HttpResponse echo(HttpRequest request) {
    handled.incrementAndGet();
    StringBuilder said = new StringBuilder();
    said.append(request.method()).append(' ').append(request.segments());
    for (String name : request.query().names()) {
      said.append(' ').append(name).append('=').append(request.query().last(name).orElseThrow());
    }
    for (String name : request.form().names()) {
      said.append(" form ")
          .append(name)
          .append('=')
          .append(request.form().last(name).orElseThrow());
    }
    return text(said.append(" from ").append(request.remote().getHostString()).toString());
  }

  private HttpResponse slow(HttpRequest request) {
    long end = System.nanoTime() + Duration.ofMillis(1).toNanos();
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
    return echo(request);
  }

  private HttpResponse big(HttpRequest request) {
    handled.incrementAndGet();
    return HttpResponse.of(200, "application/octet-stream", new byte[1 << 20]);
  }

  private HttpResponse waitForRelease(HttpRequest request) {
    handled.incrementAndGet();
    try {
      assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return text("released " + request.id());
  }

  private static HttpResponse text(String body) {
    return HttpResponse.of(200, "text/plain; charset=utf-8", utf8(body));
  }
}
