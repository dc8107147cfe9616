package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are written while they are sent, and reach their end. */
class StreamedAnswerTest {
  private static final String REQUEST = ServerFixture.get("/stream");

  private final ServerFixture server = new ServerFixture();
  private final CountDownLatch firstWasRead = new CountDownLatch(1);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void reachesTheClientPieceByPiece() throws Exception {
    start(this::twoPieces);
    try (HttpClient client = HttpClient.newHttpClient()) {
      java.net.http.HttpResponse<InputStream> answer =
          client.send(
              java.net.http.HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + server.port() + "/stream"))
                  .build(),
              BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("one");
        firstWasRead.countDown();
        assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("two");
      }
    }
  }

  @Test
  void sendsTheHeadBeforeThereIsABody() throws IOException {
    start(_ -> awaitFirstWasRead());
    try (RawClient client = server.client()) {
      RawClient.Answer head = client.send(REQUEST).readWithoutBody();
      firstWasRead.countDown();

      assertThat(head.headers())
          .containsEntry("transfer-encoding", "chunked")
          .containsEntry("date", "Sat, 21 Nov 2026 08:00:00 GMT")
          .doesNotContainKey("content-length");
      assertThat(client.readChunk()).isEmpty();
    }
  }

  @Test
  void leavesTheConnectionForTheNextRequest() throws IOException {
    firstWasRead.countDown();
    start(this::twoPieces);
    try (RawClient client = server.client()) {
      for (int i = 0; i < 3; i++) {
        readTwoPieces(client.send(REQUEST));
        assertThat(client.send(ServerFixture.get("/echo/" + i)).read().body())
            .contains("[echo, " + i + "]");
      }
    }
  }

  @Test
  void keepsItsPlaceAmongPipelinedRequests() throws IOException {
    start(this::twoPieces);
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/echo/before") + REQUEST + ServerFixture.get("/echo/after"));
      assertThat(client.read().body()).contains("before");
      firstWasRead.countDown();
      readTwoPieces(client);
      assertThat(client.read().body()).contains("after");
    }
  }

  @Test
  void isOnlyItsHeadersForHead() throws IOException {
    AtomicBoolean written = new AtomicBoolean();
    start(_ -> written.set(true));
    try (RawClient client = server.client()) {
      RawClient.Answer head = client.send(REQUEST.replace("GET", "HEAD")).readWithoutBody();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers())
          .containsEntry("content-type", "text/event-stream")
          .doesNotContainKey("content-length");
      assertThat(client.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
      assertThat(written).isFalse();
    }
  }

  @Test
  void endsWithTheConnectionForAClientThatKnowsNoChunks() throws IOException {
    firstWasRead.countDown();
    start(this::twoPieces);
    try (RawClient client = server.client()) {
      client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
      RawClient.Answer head = client.readWithoutBody();

      assertThat(head.headers())
          .containsEntry("connection", "close")
          .doesNotContainKey("transfer-encoding");
      assertThat(client.readToEnd()).isEqualTo("onetwo");
    }
  }

  @Test
  void keepsTheBytesOfOneCallTogether() throws Exception {
    int size = 40_000;
    int perSender = 25;
    start(
        stream -> {
          List<Thread> senders = new ArrayList<>();
          for (String letter : List.of("a", "b", "c", "d")) {
            byte[] block = ServerFixture.utf8(letter.repeat(size));
            senders.add(Thread.startVirtualThread(() -> sendOften(stream, block, perSender)));
          }
          for (Thread sender : senders) {
            sender.join();
          }
        });
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      StringBuilder body = new StringBuilder();
      for (String chunk = client.readChunk(); !chunk.isEmpty(); chunk = client.readChunk()) {
        body.append(chunk);
      }
      Map<String, Integer> blocks = new HashMap<>();
      for (int at = 0; at < body.length(); at += size) {
        String letter = body.substring(at, at + 1);
        assertThat(body.substring(at, at + size).equals(letter.repeat(size))).isTrue();
        blocks.merge(letter, 1, Integer::sum);
      }
      assertThat(blocks)
          .isEqualTo(Map.of("a", perSender, "b", perSender, "c", perSender, "d", perSender));
    }
  }

  @Test
  void takesNothingMoreOnceTheBodyHasReturned() throws Exception {
    List<ResponseStream> streams = new ArrayList<>();
    AtomicBoolean cut = new AtomicBoolean();
    start(
        stream -> {
          streams.add(stream);
          stream.onClose(() -> cut.set(true));
        });
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      assertThat(client.readChunk()).isEmpty();
      ResponseStream stream = streams.getFirst();

      assertThat(stream.isOpen()).isFalse();
      assertThatThrownBy(() -> stream.send(ServerFixture.utf8("late")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("ended");
      assertThat(cut).isFalse();
      assertThat(client.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void holdsNoPlaceOfTheRequestsThatAreWithHandlers() throws IOException {
    server.prepare(ServerFixture.atMost(100, 1));
    start(this::twoPieces);
    try (RawClient streaming = server.client();
        RawClient other = server.client()) {
      streaming.send(REQUEST).readWithoutBody();
      assertThat(streaming.readChunk()).isEqualTo("one");

      assertThat(other.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
      firstWasRead.countDown();
      assertThat(streaming.readChunk()).isEqualTo("two");
      assertThat(streaming.readChunk()).isEmpty();
    }
    server.assertNoPlaceIsLost();
  }

  @Test
  void isObservedWhenItsHeadIsSent() throws Exception {
    start(_ -> awaitFirstWasRead());
    try (RawClient client = server.client()) {
      client.send(REQUEST).readWithoutBody();
      RequestObserver.Answered answered = server.observed().poll(10, TimeUnit.SECONDS);

      assertThat(answered).isNotNull();
      assertThat(answered.mount()).isEqualTo("/stream");
      assertThat(answered.status()).isEqualTo(200);
      assertThat(answered.concurrent()).isEqualTo(1);
      firstWasRead.countDown();
      assertThat(client.readChunk()).isEmpty();
      assertThat(server.observed()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 204, 304})
  void isRefusedForAStatusWithoutABody(int status) {
    assertThatThrownBy(() -> HttpResponse.stream(status, "text/plain", _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(status));
  }

  private void start(StreamBody body) throws IOException {
    server.mount("/stream", _ -> HttpResponse.stream(200, "text/event-stream", body));
    server.start();
  }

  private void twoPieces(ResponseStream stream) throws IOException, InterruptedException {
    stream.send(ServerFixture.utf8("one"));
    awaitFirstWasRead();
    stream.send(ServerFixture.utf8("two"));
  }

  private void awaitFirstWasRead() throws InterruptedException {
    if (!firstWasRead.await(20, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the first piece was never read");
    }
  }

  private static void readTwoPieces(RawClient client) throws IOException {
    assertThat(client.readWithoutBody().status()).isEqualTo(200);
    assertThat(client.readChunk()).isEqualTo("one");
    assertThat(client.readChunk()).isEqualTo("two");
    assertThat(client.readChunk()).isEmpty();
  }

  private static void sendOften(ResponseStream stream, byte[] block, int times) {
    try {
      for (int i = 0; i < times; i++) {
        stream.send(block);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
