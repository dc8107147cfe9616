package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpServerTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final HttpServerSettings SETTINGS = HttpServerSettings.on("127.0.0.1", 0);

  private final AtomicInteger handled = new AtomicInteger();
  private final BlockingQueue<RequestObserver.Answered> observed = new LinkedBlockingQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);
  private HttpServer server = newServer(SETTINGS);

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  @Test
  void answersWithWhatTheHandlerMadeOfTheRequest() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(
          "POST /echo/a%2Fb/%C3%A9+?x=1&x=2+3&y HTTP/1.1\r\n"
              + HOST
              + "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
              + "Content-Length: 13\r\n\r\nName=J%C3%BC+");
      RawClient.Answer answer = client.read();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo("POST [echo, a/b, é+] x=2 3 y= form Name=Jü  from 127.0.0.1");
      assertThat(answer.headers())
          .containsEntry("date", "Sat, 21 Nov 2026 08:00:00 GMT")
          .containsEntry("content-type", "text/plain; charset=utf-8");
    }
  }

  @Test
  void keepsAConnectionForTheNextRequest() throws IOException {
    start();
    try (RawClient client = client()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(get("/echo/" + i)).read().body()).contains("[echo, " + i + "]");
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    start();
    try (RawClient client = client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        all.append(i % 5 == 0 ? get("/slow/" + i) : get("/echo/" + i));
      }
      client.send(all.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(client.read().body()).contains(", " + i + "]");
      }
    }
  }

  @Test
  void closesTheConnectionWhenTheClientAsksForIt() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send("GET /echo HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void answersHeadAsGetWithoutTheBody() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send("HEAD /echo HTTP/1.1\r\n" + HOST + "\r\n");
      RawClient.Answer head = client.readWithoutBody();
      RawClient.Answer get = client.send(get("/echo")).read();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).isEqualTo(get.headers());
      assertThat(get.body()).startsWith("GET");
    }
  }

  @Test
  void theLongestMountWinsAndPrefixesAreWholeSegments() throws IOException {
    server.mount("/echo/deeper", _ -> HttpResponse.of(200, "text/plain", utf8("deeper")));
    start();
    try (RawClient client = client()) {
      assertThat(client.send(get("/echo/deeper/x")).read().body()).isEqualTo("deeper");
      assertThat(client.send(get("/echo/deeperx")).read().body()).contains("[echo, deeperx]");
      assertThat(client.send(get("/echox")).read().status()).isEqualTo(404);
    }
  }

  @Test
  void continuesAClientThatWaitsBeforeItsBody() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + HOST
              + "Expect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              + "Content-Length: 6\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(100);
      assertThat(client.send("Name=x").read().body()).contains("Name=x");
    }
  }

  @Test
  void takesAClientThatOffersAnotherProtocolAsPlainHttp() throws IOException {
    start();
    try (RawClient client = client()) {
      for (String protocol : List.of("h2c", "websocket")) {
        client.send(
            "GET /echo HTTP/1.1\r\n"
                + HOST
                + "Connection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA"
                + "\r\nUpgrade: "
                + protocol
                + "\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void acceptsTheAbsoluteFormOfATarget() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send("GET http://other.example:80/echo/x?y=1 HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(client.read().body()).contains("[echo, x]").contains("y=1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET /echo\r\n\r\n",
        "GET /echo HTTP/1.1\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /echo/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /echo/%c3%28 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /echo?x=%f HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a\r\nbad name: x\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4, 4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +4\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -3\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\nabcd",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nabcd",
      })
  void answersAMalformedRequestAndCloses(String request) throws IOException {
    start();
    try (RawClient client = client()) {
      RawClient.Answer answer = client.send(request).read();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"status\":400").contains("\"request\":\"RQ");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(handled).hasValue(0);
    assertNoPlaceIsLost();
  }

  @Test
  void neverTakesARequestWhoseLengthIsGivenTwice() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + HOST
              + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + get("/echo/smuggled"));
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void answersABrokenChunkByClosing() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n");
      assertThat(closesOrAnswers400(client)).isTrue();
    }
    assertThat(handled).hasValue(0);
    assertNoPlaceIsLost();
  }

  @Test
  void refusesAnOversizedHeaderSection() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send("GET /echo HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(20_000) + "\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(431);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
  }

  @Test
  void refusesAnOversizedRequestLine() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(get("/echo/" + "x".repeat(20_000)));
      assertThat(client.read().status()).isEqualTo(414);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
  }

  @Test
  void refusesAnAnnouncedBodyThatIsTooLongBeforeItComes() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + HOST
              + "Expect: 100-continue\r\nContent-Length: 65537\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void refusesAChunkedBodyThatGrowsTooLong() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send("POST /echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
      client.send(chunk.repeat(5));
      assertThat(client.read().status()).isEqualTo(413);
      client.send("0\r\n\r\n");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(handled).hasValue(0);
    assertNoPlaceIsLost();
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws IOException {
    start();
    try (RawClient client = client()) {
      client.send(
          "POST /size HTTP/1.1\r\n" + HOST + "Content-Length: 65536\r\n\r\n" + "x".repeat(65_536));
      assertThat(client.read().body()).isEqualTo("65536");
    }
  }

  @Test
  void closesAConnectionWhoseBodyDoesNotCome() throws IOException {
    restart(timeouts(Duration.ofSeconds(30), Duration.ofMillis(200)));
    try (RawClient client = client()) {
      client.send("POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\nabc");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(handled).hasValue(0);
    assertNoPlaceIsLost();
  }

  @Test
  void closesAConnectionThatBringsItsHeadTooSlowly() throws IOException {
    restart(timeouts(Duration.ofMillis(200), Duration.ofSeconds(30)));
    try (RawClient client = client()) {
      client.send("GET /echo HTTP/1.1\r\nHost: loc");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void closesAnIdleConnectionAfterAnAnswer() throws IOException {
    restart(timeouts(Duration.ofMillis(200), Duration.ofSeconds(30)));
    try (RawClient client = client()) {
      assertThat(client.send(get("/echo")).read().status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void doesNotPileUpAnswersForAClientThatNeverReads() throws IOException {
    restart(
        new HttpServerSettings(
            "127.0.0.1",
            0,
            1024,
            4096,
            1,
            10,
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(5)));
    try (RawClient greedy = client()) {
      greedy.send(get("/big").repeat(300));
      Await.until(() -> serves() ? Optional.empty() : Optional.of("the connection is still open"));

      assertThat(handled.get()).isPositive().isLessThan(100);
    }
  }

  @Test
  void survivesAClientThatGoesAwayInTheMiddle() throws IOException {
    start();
    for (int i = 0; i < 20; i++) {
      try (RawClient client = client()) {
        client.send("POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\nabc");
      }
    }
    assertNoPlaceIsLost();
  }

  @Test
  void aFailingHandlerIsAnswered500WithoutItsSecrets() throws IOException {
    start();
    try (RawClient client = client()) {
      RawClient.Answer answer = client.send(get("/fail")).read();

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("RQ").doesNotContain("secret");
      assertThat(client.send(get("/echo")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void aHandlerMaySpeakForTheServerInItsOwnShape() throws IOException {
    server.mount(
        "/own",
        new HttpHandler() {
          @Override
          public HttpResponse handle(HttpRequest request) {
            throw new MalformedRequestException("not like this");
          }

          @Override
          public HttpResponse refuse(Refusal refusal) {
            return HttpResponse.of(refusal.status(), "text/plain", utf8(refusal.message()));
          }
        });
    start();
    try (RawClient client = client()) {
      assertThat(client.send(get("/own")).read().body()).isEqualTo("not like this");
      assertThat(client.send(get("/own/%")).read().body()).contains("malformed");
    }
  }

  @Test
  void refusesOneRequestTooManyAndRecovers() throws Exception {
    HttpServerSettings two =
        new HttpServerSettings(
            "127.0.0.1",
            0,
            1024,
            4096,
            100,
            2,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
    restart(two);
    try (RawClient first = client();
        RawClient second = client();
        RawClient third = client()) {
      first.send(get("/wait"));
      second.send(get("/wait"));
      awaitHandled(2);
      RawClient.Answer refused = third.send(get("/echo")).read();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "1");

      release.countDown();
      assertThat(first.read().status()).isEqualTo(200);
      assertThat(second.read().status()).isEqualTo(200);
      assertThat(third.send(get("/echo")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void closesOneConnectionTooMany() throws Exception {
    HttpServerSettings one =
        new HttpServerSettings(
            "127.0.0.1",
            0,
            1024,
            4096,
            1,
            10,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
    restart(one);
    try (RawClient first = client()) {
      assertThat(first.send(get("/echo")).read().status()).isEqualTo(200);
      try (RawClient second = client()) {
        assertThat(second.isClosedByServer()).isTrue();
      }
      assertThat(first.send(get("/echo")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void tellsTheObserverOfEachAnswer() throws Exception {
    start();
    try (RawClient client = client()) {
      client.send(get("/echo")).read();
      client.send("BREW /echo HTTP/1.1\r\n" + HOST + "\r\n").read();
      client.send(get("/nowhere")).read();
    }
    assertObserved("/echo", "GET", 200, 1);
    assertObserved("/echo", "OTHER", 200, 1);
    assertObserved("", "GET", 404, 1);
  }

  @Test
  void finishesRequestsUnderWayWhenClosed() throws Exception {
    start();
    try (RawClient client = client()) {
      client.send(get("/wait"));
      awaitHandled(1);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      release.countDown();

      assertThat(client.read().status()).isEqualTo(200);
      closing.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void saysWhichAddressIsTaken() throws IOException {
    start();
    try (HttpServer other = newServer(HttpServerSettings.on("127.0.0.1", server.port()))) {
      assertThatThrownBy(other::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + server.port());
    }
  }

  private HttpServer newServer(HttpServerSettings settings) {
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

  private void start() throws IOException {
    server.start();
  }

  private void restart(HttpServerSettings settings) throws IOException {
    server.close();
    server = newServer(settings);
    server.start();
  }

  private static HttpServerSettings timeouts(Duration idle, Duration request) {
    return new HttpServerSettings(
        "127.0.0.1", 0, 1024, 4096, 100, 10, idle, request, Duration.ofSeconds(5));
  }

  private RawClient client() throws IOException {
    return new RawClient(server.port());
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n";
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean closesOrAnswers400(RawClient client) throws IOException {
    try {
      return client.read().status() == 400;
    } catch (IOException e) {
      return client.isClosedByServer();
    }
  }

  /** Whether the one connection that the server allows is free. */
  private boolean serves() {
    try (RawClient client = client()) {
      return client.send(get("/size")).read().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse big(HttpRequest request) {
    handled.incrementAndGet();
    return HttpResponse.of(200, "application/octet-stream", new byte[1 << 20]);
  }

  private void awaitHandled(int count) {
    Await.until(
        () ->
            handled.get() < count
                ? Optional.of("only " + handled + " requests have reached their handler")
                : Optional.empty());
  }

  private void assertNoPlaceIsLost() throws IOException {
    observed.clear();
    try (RawClient client = client()) {
      client.send(get("/echo")).read();
    }
    assertThat(observed).last().extracting(RequestObserver.Answered::concurrent).isEqualTo(1);
  }

  private void assertObserved(String mount, String method, int status, int concurrent)
      throws InterruptedException {
    RequestObserver.Answered answered = observed.poll(10, TimeUnit.SECONDS);
    assertThat(answered).isNotNull();
    assertThat(List.of(answered.mount(), answered.method(), answered.status()))
        .isEqualTo(List.of(mount, method, status));
    assertThat(answered.concurrent()).isEqualTo(concurrent);
    assertThat(answered.duration()).isPositive();
  }
}
