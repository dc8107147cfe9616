package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are written while they are sent, and do not reach their end. */
class CutStreamTest {
  private static final String REQUEST = ServerFixture.get("/stream");
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final ServerFixture server = new ServerFixture();
  private final CompletableFuture<ResponseStream> opened = new CompletableFuture<>();
  private final CompletableFuture<Thread> writer = new CompletableFuture<>();
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
  private final CountDownLatch cut = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicLong sent = new AtomicLong();

  @AfterEach
  void close() {
    release.countDown();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void noticesThatTheClientLeftWhileNothingIsWritten(boolean reset) throws Exception {
    start(settings(LONG, LONG), this::waitForCut);
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      awaitOpened();
      if (reset) {
        client.reset();
      }
    }
    assertThat(ended.get(10, TimeUnit.SECONDS)).hasMessageContaining("client is gone");
    assertThat(awaitOpened().isOpen()).isFalse();
  }

  @Test
  void runsAnActionAtOnceIfTheClientHasLeft() throws Exception {
    start(settings(LONG, LONG), this::waitForCut);
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      awaitOpened();
    }
    ended.get(10, TimeUnit.SECONDS);
    AtomicLong ran = new AtomicLong();
    awaitOpened().onClose(ran::incrementAndGet);

    assertThat(ran).hasValue(1);
  }

  @Test
  void cutsAClientThatDoesNotRead() throws Exception {
    start(settings(LONG, SHORT), this::sendForEver);
    try (RawClient client = server.client()) {
      client.send(REQUEST);
      assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(sent).hasValueLessThan(100L << 20);
      assertThat(client.readToEnd()).doesNotEndWith("\r\n0\r\n\r\n");
    } catch (java.net.SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void leavesAQuietStreamAlone() throws Exception {
    server.prepare(ServerFixture.timeouts(SHORT, SHORT).withStreams(10, SHORT));
    start(
        stream -> {
          stream.send(ServerFixture.utf8("one"));
          opened.complete(stream);
          awaitRelease();
          stream.send(ServerFixture.utf8("two"));
        });
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      assertThat(client.readChunk()).isEqualTo("one");
      awaitOpened();
      for (int i = 0; i < 3; i++) {
        try (RawClient idle = server.client()) {
          assertThat(idle.isClosedByServer()).isTrue();
        }
      }
      release.countDown();
      assertThat(client.readChunk()).isEqualTo("two");
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void refusesOneStreamTooManyAndRecovers() throws Exception {
    server.prepare(HttpServerSettings.on("127.0.0.1", 0).withStreams(1, LONG));
    start(
        stream -> {
          opened.complete(stream);
          awaitRelease();
        });
    try (RawClient first = server.client();
        RawClient second = server.client()) {
      first.send(REQUEST).readWithoutBody();
      awaitOpened();
      RawClient.Answer refused = second.send(REQUEST).read();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "1");
      assertThat(refused.body()).contains("streams");
      assertThat(second.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);

      release.countDown();
      assertThat(first.readChunk()).isEmpty();
    }
    Await.until(() -> streams() ? Optional.empty() : Optional.of("the place is still held"));
  }

  @Test
  void doesNotEndInGoodOrderWhatItsHandlerFailedToWrite() throws Exception {
    start(
        stream -> {
          stream.onClose(cut::countDown);
          stream.send(ServerFixture.utf8("one"));
          awaitRelease();
          throw new IllegalStateException("secret");
        });
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      assertThat(client.readChunk()).isEqualTo("one");
      release.countDown();
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.port() + "/stream");
      java.net.http.HttpRequest request = java.net.http.HttpRequest.newBuilder(uri).build();
      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
    server.assertNoPlaceIsLost();
  }

  @Test
  void endsWithTheServerThoughNobodyAsksForThat() throws Exception {
    start(settings(LONG, LONG), this::waitForCut);
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      awaitOpened();
      server.stop();

      assertThat(ended.get(0, TimeUnit.SECONDS)).hasMessageContaining("server stops");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void endsWithTheServerWhileItWaitsForItsClient() throws Exception {
    start(settings(LONG, LONG), this::sendForEver);
    try (RawClient client = server.client()) {
      client.send(REQUEST);
      awaitWriterIsHeldUp();
      server.stop();

      assertThat(ended.get(0, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void isInterruptedIfItDoesNotEndWithTheServer() throws Exception {
    start(settings(SHORT, LONG), stream -> recordingTheEnd(stream, release::await));
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      awaitOpened();
      server.stop();

      assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    start(settings(LONG, LONG), this::sendForEver);
    try (RawClient client = server.client()) {
      client.send(REQUEST);
      awaitWriterIsHeldUp();
      writer.get().interrupt();

      assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
      assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(awaitOpened().isOpen()).isFalse();
    }
    server.assertNoPlaceIsLost();
  }

  private static HttpServerSettings settings(Duration drain, Duration stall) {
    return new HttpServerSettings("127.0.0.1", 0, 1024, 4096, 100, 10, LONG, LONG, drain)
        .withStreams(10, stall);
  }

  private void start(HttpServerSettings settings, StreamBody body) throws IOException {
    server.prepare(settings);
    start(body);
  }

  private void start(StreamBody body) throws IOException {
    server.mount("/stream", _ -> HttpResponse.stream(200, "text/event-stream", body));
    server.start();
  }

  private void waitForCut(ResponseStream stream) throws IOException, InterruptedException {
    recordingTheEnd(
        stream,
        () -> {
          cut.await();
          stream.send(ServerFixture.utf8("too late"));
        });
  }

  private void sendForEver(ResponseStream stream) throws IOException, InterruptedException {
    byte[] block = new byte[100_000];
    recordingTheEnd(
        stream,
        () -> {
          while (true) {
            stream.send(block);
            sent.addAndGet(block.length);
          }
        });
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void recordingTheEnd(ResponseStream stream, Work work)
      throws IOException, InterruptedException {
    stream.onClose(cut::countDown);
    writer.complete(Thread.currentThread());
    opened.complete(stream);
    try {
      work.run();
    } catch (IOException | InterruptedException e) {
      ended.complete(e);
      throw e;
    }
  }

  private ResponseStream awaitOpened() throws Exception {
    return opened.get(10, TimeUnit.SECONDS);
  }

  private void awaitRelease() throws InterruptedException {
    if (!release.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody let the body go on");
    }
  }

  /** Waits until the client's failure to read is what the body waits for. */
  private void awaitWriterIsHeldUp() throws Exception {
    Thread thread = writer.get(10, TimeUnit.SECONDS);
    AtomicLong before = new AtomicLong(-1);
    AtomicLong steady = new AtomicLong();
    Await.until(
        () -> {
          long now = sent.get();
          boolean waits = thread.getState() == Thread.State.WAITING;
          steady.set(waits && before.getAndSet(now) == now ? steady.get() + 1 : 0);
          return steady.get() < 20 ? Optional.of("the body still sends: " + now) : Optional.empty();
        });
  }

  /** Whether a stream is opened and ended. */
  private boolean streams() {
    try (RawClient client = server.client()) {
      return client.send(REQUEST).readWithoutBody().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
