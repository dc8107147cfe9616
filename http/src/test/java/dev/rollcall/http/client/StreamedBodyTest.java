package dev.rollcall.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.rollcall.core.testing.Await;
import dev.rollcall.http.Headers;
import dev.rollcall.http.client.FetchException.Kind;
import dev.rollcall.http.client.OutgoingRequest.Method;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamedBodyTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));
  private static final StreamLimits LIMITS = new StreamLimits(1L << 40, Duration.ofSeconds(20));
  private static final int LONG = 8 * 1024 * 1024;

  private TestSite site;
  private Fetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    site = new TestSite();
    fetcher = new Fetcher(new FetcherSettings(true, Duration.ofSeconds(20), 1000));
  }

  @AfterEach
  void stop() {
    fetcher.close();
    site.close();
  }

  @Test
  void readsABodyOfAnyLengthInOrder() throws Exception {
    site.on("/long", exchange -> count(exchange, LONG));

    try (StreamedBody body = open("/long", LIMITS)) {
      assertThat(body.contentType()).contains("audio/x-count");
      assertThat(body.address()).isEqualTo(site.address("/long"));
      byte[] buffer = new byte[10_007];
      int position = 0;
      for (int read = body.bytes().read(buffer); read >= 0; read = body.bytes().read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] != counted(position + i)) {
            throw new AssertionError("byte " + (position + i) + " is not the one that was sent");
          }
        }
        position += read;
      }
      assertThat(position).isEqualTo(LONG);
      assertThat(body.bytes().read()).isEqualTo(-1);
    }
  }

  @Test
  void holdsTheSenderBackWhileNobodyReads() throws Exception {
    int most = BodyStream.FULL + 128 * 1024;
    site.on("/long", exchange -> count(exchange, LONG));

    try (StreamedBody body = open("/long", LIMITS)) {
      BodyStream stream = (BodyStream) body.bytes();
      byte[] buffer = new byte[4096];
      for (int position = 0; position < LONG - BodyStream.FULL; ) {
        Await.until(
            () ->
                stream.waiting() >= BodyStream.FULL / 8
                    ? Optional.empty()
                    : Optional.of(stream.waiting() + " bytes wait"));
        assertThat(stream.waiting()).isLessThan(most);
        position += stream.read(buffer);
      }
    }
  }

  @Test
  void holdsASenderOfTinyPartsBackEarlier() throws Exception {
    int many = BodyStream.FULL / 8;
    site.on(
        "/tiny",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < many; i++) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
          }
          exchange.close();
        });

    try (StreamedBody body = open("/tiny", LIMITS)) {
      BodyStream stream = (BodyStream) body.bytes();
      Await.until(
          () ->
              stream.isHeld()
                  ? Optional.empty()
                  : Optional.of(stream.waiting() + " bytes wait, and it goes on"));
      assertThat(stream.waiting()).isLessThan(many);
      assertThat(stream.readAllBytes()).hasSize(many);
    }
  }

  @Test
  void letsGoOfTheConnectionWhenClosed() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    site.on(
        "/endless",
        exchange -> {
          try {
            count(exchange, Integer.MAX_VALUE);
          } catch (IOException e) {
            refused.countDown();
            throw e;
          }
        });

    StreamedBody body = open("/endless", LIMITS);
    assertThat(body.bytes().read()).isNotNegative();
    body.close();
    body.close();

    refused.await();
    assertThatThrownBy(() -> body.bytes().read()).isInstanceOf(IOException.class);
  }

  @Test
  void saysWhyABodyDoesNotGoOn() throws Exception {
    site.on(
        "/silent",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          site.hang();
        });
    site.on("/long", exchange -> count(exchange, LONG));

    try (StreamedBody body = open("/silent", new StreamLimits(1000, Duration.ofMillis(300)))) {
      assertThat(body.bytes().read()).isEqualTo('x');
      assertThatThrownBy(() -> body.bytes().read())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/silent sent nothing for 300 ms");
    }
    try (StreamedBody body = open("/long", new StreamLimits(100_000, Duration.ofSeconds(20)))) {
      assertThatThrownBy(() -> body.bytes().readAllBytes())
          .isInstanceOf(IOException.class)
          .hasMessageContaining("sent more than 100000 bytes");
    }
  }

  /** What came is given first, then that it was not all. */
  @Test
  void tellsABodyThatIsCutOff() throws Exception {
    try (ServerSocket cutting = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.startVirtualThread(
          () -> {
            try (Socket connection = cutting.accept()) {
              connection.getInputStream().read();
              connection
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"
                          .getBytes(StandardCharsets.US_ASCII));
              connection.shutdownOutput();
              connection.getInputStream().readAllBytes();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      URI address = URI.create("http://127.0.0.1:" + cutting.getLocalPort() + "/");

      try (StreamedBody body = fetcher.open(get(address), LIMITS)) {
        InputStream bytes = body.bytes();
        assertThat(bytes.readNBytes(4)).asString(StandardCharsets.US_ASCII).isEqualTo("half");
        assertThatThrownBy(bytes::read)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("ended its answer too early");
      }
    }
  }

  @Test
  void wakesItsReaderWhenTheFetcherIsClosed() throws Exception {
    site.on(
        "/silent",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          site.hang();
        });
    try (StreamedBody body = open("/silent", new StreamLimits(1000, Duration.ofMinutes(10)))) {
      assertThat(body.bytes().read()).isEqualTo('x');

      fetcher.close();

      assertThatThrownBy(() -> body.bytes().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void followsRedirectsAndCarriesHeadersToTheSameSiteOnly() throws Exception {
    try (TestSite other = new TestSite()) {
      site.on("/file", exchange -> TestSite.answer(exchange, 200, seen(exchange)));
      other.on("/file", exchange -> TestSite.answer(exchange, 200, seen(exchange)));
      site.redirects("/near", 302, "/file");
      site.redirects("/again", 307, "/file");
      site.redirects("/far", 302, other.address("/file").toString());
      Map<String, String> headers = Map.of("X-Token", "t");

      assertThat(text(post("/near").with(headers))).isEqualTo("GET t ");
      assertThat(text(post("/again").with(headers))).isEqualTo("POST t a=b");
      assertThat(text(post("/far").with(headers))).isEqualTo("GET null ");
      try (StreamedBody body = fetcher.open(get(site.address("/far")), LIMITS)) {
        assertThat(body.address()).isEqualTo(other.address("/file"));
      }
    }
  }

  /** A public name that redirects into the private network leads nowhere. */
  @Test
  void neverContactsAPrivateAddressBehindARedirect() throws Exception {
    try (TestSite inner = new TestSite("127.0.0.2")) {
      inner.on("/", exchange -> TestSite.answer(exchange, 200, "secret"));
      site.redirects("/in", 302, "http://inner.example:" + inner.port() + "/");
      site.redirects("/odd", 302, "mailto:nobody");
      NameLookup.Resolver resolver =
          host ->
              host.equals("inner.example")
                  ? new InetAddress[] {InetAddress.ofLiteral("127.0.0.2")}
                  : new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
      try (Fetcher careful =
          new Fetcher(
              new TargetGuard(address -> address.getHostAddress().equals("127.0.0.1"), resolver),
              new FetcherSettings(false, Duration.ofSeconds(20), 1000))) {
        URI outer = URI.create("http://outer.example:" + site.port() + "/in");
        URI odd = URI.create("http://outer.example:" + site.port() + "/odd");

        FetchException refused =
            catchThrowableOfType(FetchException.class, () -> careful.open(get(outer), LIMITS));

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED_TARGET);
        assertThatThrownBy(() -> careful.fetch(outer, false)).isInstanceOf(FetchException.class);
        assertThatThrownBy(() -> careful.open(get(odd), LIMITS))
            .hasMessageContaining("http:// or https://");
        assertThat(site.asked()).containsExactly("GET /in", "GET /in", "GET /odd");
        assertThat(inner.asked()).isEmpty();
      }
    }
  }

  @Test
  void saysWhyThereIsNoBody() {
    site.on("/gone", exchange -> TestSite.answer(exchange, 410, "gone"));
    site.redirects("/loop", 302, "/loop");

    assertThatThrownBy(() -> open("/gone", LIMITS))
        .hasMessageContaining("/gone answered with status 410");
    assertThatThrownBy(() -> open("/loop", LIMITS))
        .hasMessageContaining("redirects more than 3 times");
  }

  private StreamedBody open(String path, StreamLimits limits) throws FetchException {
    return fetcher.open(get(site.address(path)), limits);
  }

  private String text(OutgoingRequest request) throws FetchException, IOException {
    try (StreamedBody body = fetcher.open(request, LIMITS)) {
      return new String(body.bytes().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private OutgoingRequest post(String path) {
    return OutgoingRequest.post(
        site.address(path), new LinkedHashMap<>(Map.of("a", "b")), TIMEOUTS);
  }

  private static OutgoingRequest get(URI address) {
    return new OutgoingRequest(address, Method.GET, Headers.NONE, "", TIMEOUTS);
  }

  private static String seen(HttpExchange exchange) throws IOException {
    return exchange.getRequestMethod()
        + " "
        + exchange.getRequestHeaders().getFirst("X-Token")
        + " "
        + TestSite.body(exchange);
  }

  private static void count(HttpExchange exchange, int length) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "audio/x-count");
    exchange.sendResponseHeaders(200, 0);
    byte[] part = new byte[8192];
    for (int sent = 0; sent < length; sent += part.length) {
      for (int i = 0; i < part.length; i++) {
        part[i] = counted(sent + i);
      }
      exchange.getResponseBody().write(part);
    }
  }

  private static byte counted(int position) {
    return (byte) (position * 31 + position / 251);
  }
}
