package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are malformed or too large never reach a handler, and do no harm. */
class RefusedRequestTest {
  private final ServerFixture server = new ServerFixture();

  @AfterEach
  void close() {
    server.close();
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
    server.start();
    try (RawClient client = server.client()) {
      RawClient.Answer answer = client.send(request).read();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"status\":400").contains("\"request\":\"RQ");
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
    server.assertNoPlaceIsLost();
  }

  @Test
  void neverTakesARequestWhoseLengthIsGivenTwice() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + ServerFixture.HOST
              + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
              + ServerFixture.get("/echo/smuggled"));
      assertThat(client.read().status()).isEqualTo(400);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
  }

  @Test
  void answersABrokenChunkByClosing() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + ServerFixture.HOST
              + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n");
      assertThat(closesOrAnswers400(client)).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
    server.assertNoPlaceIsLost();
  }

  @Test
  void refusesAnOversizedHeaderSection() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "GET /echo HTTP/1.1\r\n" + ServerFixture.HOST + "X: " + "x".repeat(70_000) + "\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(431);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16_379, 65_536, 200_000})
  void refusesAnOversizedTarget(int length) throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/echo/" + "x".repeat(length)));
      assertThat(client.read().status()).isEqualTo(414);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
  }

  @Test
  void takesATargetOfExactlyTheLimit() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      String target = "/echo/" + "x".repeat(16 * 1024 - "/echo/".length());
      assertThat(client.send(ServerFixture.get(target)).read().status()).isEqualTo(200);
    }
  }

  @Test
  void refusesAnAnnouncedBodyThatIsTooLongBeforeItComes() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + ServerFixture.HOST
              + "Expect: 100-continue\r\nContent-Length: 65537\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.endOutput().isClosedByServer()).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
  }

  @Test
  void refusesAChunkedBodyThatGrowsTooLong() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n" + ServerFixture.HOST + "Transfer-Encoding: chunked\r\n\r\n");
      String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
      client.send(chunk.repeat(5));
      assertThat(client.read().status()).isEqualTo(413);
      client.send("0\r\n\r\n");
      assertThat(client.isClosedByServer()).isTrue();
    }
    assertThat(server.handled()).hasValue(0);
    server.assertNoPlaceIsLost();
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /size HTTP/1.1\r\n"
              + ServerFixture.HOST
              + "Content-Length: 65536\r\n\r\n"
              + "x".repeat(65_536));
      assertThat(client.read().body()).isEqualTo("65536");
    }
  }

  @Test
  void survivesAClientThatGoesAwayInTheMiddle() throws IOException {
    server.start();
    for (int i = 0; i < 20; i++) {
      try (RawClient client = server.client()) {
        client.send(
            "POST /echo HTTP/1.1\r\n" + ServerFixture.HOST + "Content-Length: 10\r\n\r\nabc");
      }
    }
    server.assertNoPlaceIsLost();
  }

  private static boolean closesOrAnswers400(RawClient client) throws IOException {
    try {
      return client.read().status() == 400;
    } catch (IOException e) {
      return client.isClosedByServer();
    }
  }
}
