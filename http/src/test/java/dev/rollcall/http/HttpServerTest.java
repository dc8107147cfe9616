package dev.rollcall.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final ServerFixture server = new ServerFixture();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersWithWhatTheHandlerMadeOfTheRequest() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /echo/a%2Fb/%C3%A9+?x=1&x=2+3&y HTTP/1.1\r\n"
              + ServerFixture.HOST
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
    server.start();
    try (RawClient client = server.client()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.send(ServerFixture.get("/echo/" + i)).read().body())
            .contains("[echo, " + i + "]");
      }
    }
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        all.append(i % 5 == 0 ? ServerFixture.get("/slow/" + i) : ServerFixture.get("/echo/" + i));
      }
      client.send(all.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(client.read().body()).contains(", " + i + "]");
      }
    }
  }

  @Test
  void closesTheConnectionWhenTheClientAsksForIt() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send("GET /echo HTTP/1.1\r\n" + ServerFixture.HOST + "Connection: close\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void answersHeadAsGetWithoutTheBody() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send("HEAD /echo HTTP/1.1\r\n" + ServerFixture.HOST + "\r\n");
      RawClient.Answer head = client.readWithoutBody();
      RawClient.Answer get = client.send(ServerFixture.get("/echo")).read();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.headers()).isEqualTo(get.headers());
      assertThat(get.body()).startsWith("GET");
    }
  }

  @Test
  void theLongestMountWinsAndPrefixesAreWholeSegments() throws IOException {
    server.mount(
        "/echo/deeper", _ -> HttpResponse.of(200, "text/plain", ServerFixture.utf8("deeper")));
    server.start();
    try (RawClient client = server.client()) {
      assertThat(client.send(ServerFixture.get("/echo/deeper/x")).read().body())
          .isEqualTo("deeper");
      assertThat(client.send(ServerFixture.get("/echo/deeperx")).read().body())
          .contains("[echo, deeperx]");
      assertThat(client.send(ServerFixture.get("/echox")).read().status()).isEqualTo(404);
    }
  }

  @Test
  void continuesAClientThatWaitsBeforeItsBody() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "POST /echo HTTP/1.1\r\n"
              + ServerFixture.HOST
              + "Expect: 100-continue\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              + "Content-Length: 6\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(100);
      assertThat(client.send("Name=x").read().body()).contains("Name=x");
    }
  }

  @Test
  void takesAClientThatOffersAnotherProtocolAsPlainHttp() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      for (String protocol : List.of("h2c", "websocket")) {
        client.send(
            "GET /echo HTTP/1.1\r\n"
                + ServerFixture.HOST
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
    server.start();
    try (RawClient client = server.client()) {
      client.send(
          "GET http://other.example:80/echo/x?y=1 HTTP/1.1\r\n" + ServerFixture.HOST + "\r\n");
      assertThat(client.read().body()).contains("[echo, x]").contains("y=1");
    }
  }

  @Test
  void aFailingHandlerIsAnswered500WithoutItsSecrets() throws IOException {
    server.start();
    try (RawClient client = server.client()) {
      RawClient.Answer answer = client.send(ServerFixture.get("/fail")).read();

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).contains("RQ").doesNotContain("secret");
      assertThat(client.send(ServerFixture.get("/echo")).read().status()).isEqualTo(200);
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
            return HttpResponse.of(
                refusal.status(), "text/plain", ServerFixture.utf8(refusal.message()));
          }
        });
    server.start();
    try (RawClient client = server.client()) {
      assertThat(client.send(ServerFixture.get("/own")).read().body()).isEqualTo("not like this");
      assertThat(client.send(ServerFixture.get("/own/%")).read().body()).contains("malformed");
    }
  }

  @Test
  void tellsTheObserverOfEachAnswer() throws Exception {
    server.start();
    try (RawClient client = server.client()) {
      client.send(ServerFixture.get("/echo")).read();
      client.send("BREW /echo HTTP/1.1\r\n" + ServerFixture.HOST + "\r\n").read();
      client.send(ServerFixture.get("/nowhere")).read();
    }
    assertObserved("/echo", "GET", 200, 1);
    assertObserved("/echo", "OTHER", 200, 1);
    assertObserved("", "GET", 404, 1);
  }

  @Test
  void saysWhichAddressIsTaken() throws IOException {
    server.start();
    try (HttpServer other = server.newServer(HttpServerSettings.on("127.0.0.1", server.port()))) {
      assertThatThrownBy(other::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + server.port());
    }
  }

  private void assertObserved(String mount, String method, int status, int concurrent)
      throws InterruptedException {
    RequestObserver.Answered answered = server.observed().poll(10, TimeUnit.SECONDS);
    assertThat(answered).isNotNull();
    assertThat(List.of(answered.mount(), answered.method(), answered.status()))
        .isEqualTo(List.of(mount, method, status));
    assertThat(answered.concurrent()).isEqualTo(concurrent);
    assertThat(answered.duration()).isPositive();
  }
}
