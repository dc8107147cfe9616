package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server bears: slow clients, greedy ones, too many of them, and its own end. */
class ServerLimitsTest {
  private final ServerFixture server = new ServerFixture();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void closesAConnectionWhoseBodyDoesNotCome() throws IOException {
    server.restart(ServerFixture.timeouts(Duration.ofSeconds(30), Duration.ofMillis(200)));
    try (RawClient client = server.client()) {
      client.send("POST /echo HTTP/1.1\r\n" + ServerFixture.HOST + "Content-Length: 10\r\n\r\nabc");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
    server.assertNoPlaceIsLost();
  }

  @Test
  void closesAConnectionThatBringsItsHeadTooSlowly() throws IOException {
    server.restart(ServerFixture.timeouts(Duration.ofMillis(200), Duration.ofSeconds(30)));
    try (RawClient client = server.client()) {
      client.send("GET /echo HTTP/1.1\r\nHost: loc");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void closesAnIdleConnectionAfterAnAnswer() throws IOException {
    server.restart(ServerFixture.timeouts(Duration.ofMillis(200), Duration.ofSeconds(30)));
    try (RawClient client = server.client()) {
      assertThat(client.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void doesNotPileUpAnswersForAClientThatNeverReads() throws IOException {
    server.restart(
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
    try (RawClient greedy = server.client()) {
      greedy.send(ServerFixture.get("/big").repeat(300));
      server.awaitHandled(1);
      Await.until(() -> serves() ? Optional.empty() : Optional.of("the connection is still open"));

      assertThat(server.handled()).hasValueLessThan(100);
    }
  }

  @Test
  void refusesOneRequestTooManyAndRecovers() throws Exception {
    server.restart(ServerFixture.atMost(100, 2));
    try (RawClient first = server.client();
        RawClient second = server.client();
        RawClient third = server.client()) {
      first.send(ServerFixture.get("/wait"));
      second.send(ServerFixture.get("/wait"));
      server.awaitHandled(2);
      RawClient.Answer refused = third.send(ServerFixture.get("/echo")).read();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "1");

      server.release();
      assertThat(first.read().status()).isEqualTo(200);
      assertThat(second.read().status()).isEqualTo(200);
      assertThat(third.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void holdsNoMoreOfUnfinishedBodiesThanOfWholeOnes() throws Exception {
    server.restart(ServerFixture.atMost(100, 1));
    for (int i = 0; i < 20; i++) {
      try (RawClient leaving = server.client()) {
        leaving.send(halfABody());
      }
    }
    Await.until(
        () -> takesAWholeBody() ? Optional.empty() : Optional.of("room for a body is still held"));
    try (RawClient first = server.client();
        RawClient second = server.client()) {
      first.send(halfABody());
      Await.until(
          () -> hasNoRoomForABody() ? Optional.empty() : Optional.of("the half body is not here"));
      RawClient.Answer refused = second.send(halfABody()).read();
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).containsEntry("retry-after", "1");
      assertThat(second.endOutput().isClosedByServer()).isTrue();

      assertThat(first.send("x".repeat(424)).read().body()).isEqualTo("1024");
    }
    server.assertNoPlaceIsLost();
  }

  @Test
  void closesOneConnectionTooMany() throws Exception {
    server.restart(ServerFixture.atMost(1, 10));
    try (RawClient first = server.client()) {
      assertThat(first.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
      try (RawClient second = server.client()) {
        assertThat(second.isClosedByServer()).isTrue();
      }
      assertThat(first.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
    }
  }

  @Test
  void finishesRequestsUnderWayWhenClosed() throws Exception {
    server.start();
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/wait"));
      server.awaitHandled(1);
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::stop);
      server.release();

      assertThat(client.read().status()).isEqualTo(200);
      closing.get(10, TimeUnit.SECONDS);
    }
  }

  private static String halfABody() {
    return post() + "x".repeat(600);
  }

  private boolean takesAWholeBody() {
    try (RawClient client = server.client()) {
      return client.send(post() + "x".repeat(1024)).read().status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether a body is refused for want of room. Only then is the connection closed too; a request
   * that is one too many keeps its own.
   */
  private boolean hasNoRoomForABody() {
    try (RawClient client = server.client()) {
      RawClient.Answer answer = client.send(post() + "x".repeat(1024)).read();
      return answer.status() == 429 && "close".equals(answer.headers().get("connection"));
    } catch (IOException e) {
      return false;
    }
  }

  private static String post() {
    return "POST /size HTTP/1.1\r\n" + ServerFixture.HOST + "Content-Length: 1024\r\n\r\n";
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
