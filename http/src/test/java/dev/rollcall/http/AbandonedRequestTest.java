package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler learns of a client that does not wait for its answer. */
class AbandonedRequestTest {
  private final ServerFixture server = new ServerFixture();
  private final CompletableFuture<HttpRequest> begun = new CompletableFuture<>();
  private final AtomicInteger abandoned = new AtomicInteger();
  private final CompletableFuture<Void> release = new CompletableFuture<>();

  @AfterEach
  void close() {
    release.complete(null);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyActionRunsOnceWhileTheHandlerStillWorks(boolean reset) throws Exception {
    start(
        request -> {
          request.onAbandoned(abandoned::incrementAndGet);
          request.onAbandoned(
              () -> {
                throw new IllegalStateException("an action that fails");
              });
          request.onAbandoned(abandoned::incrementAndGet);
          begun.complete(request);
          release.join();
          return HttpResponse.empty(204);
        });
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/long"));
      begun.get(10, TimeUnit.SECONDS);
      if (reset) {
        client.reset();
      }
    }
    awaitAbandoned(2);
    begun.get().onAbandoned(abandoned::incrementAndGet);
    assertThat(abandoned).hasValue(3);

    release.complete(null);
    server.assertNoPlaceIsLost();
    assertThat(abandoned).hasValue(3);
  }

  @Test
  void alsoAppliesToARequestWithABodyAndToAStreamedAnswer() throws Exception {
    start(
        request -> {
          request.onAbandoned(abandoned::incrementAndGet);
          return HttpResponse.stream(
              200,
              "text/event-stream",
              _ -> {
                begun.complete(request);
                release.join();
              });
        });
    try (RawClient client = server.client()) {
      client.send("POST /long HTTP/1.1\r\n" + ServerFixture.HOST + "Content-Length: 1\r\n\r\nx");
      begun.get(10, TimeUnit.SECONDS);
    }
    awaitAbandoned(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesAfterItsAnswerHasAbandonedNothing(boolean streamed) throws Exception {
    server.prepare(ServerFixture.atMost(1, 10));
    start(
        request -> {
          request.onAbandoned(abandoned::incrementAndGet);
          return streamed
              ? HttpResponse.stream(200, "text/plain", s -> s.send(ServerFixture.utf8("x")))
              : HttpResponse.of(200, "text/plain", ServerFixture.utf8("x"));
        });
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/long"));
      if (streamed) {
        client.readWithoutBody();
        assertThat(client.readChunk()).isEqualTo("x");
        assertThat(client.readChunk()).isEmpty();
      } else {
        assertThat(client.read().body()).isEqualTo("x");
      }
    }
    Await.until(() -> serves() ? Optional.empty() : Optional.of("its connection is still open"));
    assertThat(abandoned).hasValue(0);
  }

  @Test
  void aServerThatGivesUpTheClientSaysSo() throws Exception {
    server.prepare(ServerFixture.timeouts(Duration.ofSeconds(30), Duration.ofMillis(200)));
    start(
        request -> {
          request.onAbandoned(abandoned::incrementAndGet);
          return HttpResponse.of(200, "application/octet-stream", new byte[64 << 20]);
        });
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/long"));
      awaitAbandoned(1);
    }
  }

  private void start(HttpHandler handler) throws IOException {
    server.mount("/long", handler);
    server.start();
  }

  private void awaitAbandoned(int count) {
    Await.until(
        () ->
            abandoned.get() < count
                ? Optional.of("only " + abandoned + " actions have run")
                : Optional.empty());
  }

  /** Whether the one connection that the server allows is free. */
  private boolean serves() {
    try (RawClient client = server.client()) {
      return client.send(ServerFixture.get("/size")).read().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
