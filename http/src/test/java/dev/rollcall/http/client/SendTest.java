package dev.rollcall.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.core.testing.Await;
import dev.rollcall.http.client.FetchException.Kind;
import java.io.IOException;
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
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to a target, and how each way of not getting an answer is told. */
final class SendTest {
  private static final int MAXIMUM_BYTES = 1000;
  private static final Timeouts PATIENT = timeouts(20_000);
  private static final Timeouts SHORT =
      new Timeouts(Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(20));

  private TestSite site;
  private Fetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    site = new TestSite();
    fetcher = new Fetcher(new FetcherSettings(true, Duration.ofSeconds(20), MAXIMUM_BYTES));
  }

  @AfterEach
  void stop() {
    fetcher.close();
    site.close();
  }

  @Test
  void postsAFormWithHeadersAndCredentials() throws FetchException {
    AtomicReference<String> seen = new AtomicReference<>("");
    site.on(
        "/hook",
        exchange -> {
          seen.set(
              String.join(
                  "|",
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  exchange.getRequestHeaders().getFirst("X-Token"),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("User-Agent"),
                  TestSite.body(exchange)));
          TestSite.answer(exchange, 201, "thanks");
        });
    URI address = URI.create("http://app:s%2Fx@127.0.0.1:" + site.port() + "/hook?a=b%20c&d=#rc=3");

    OutgoingAnswer answer =
        fetcher.send(
            OutgoingRequest.post(address, form("Name", "Zoë & co", "Empty", ""), PATIENT)
                .with(Map.of("X-Token", "t")));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.isSuccess()).isTrue();
    assertThat(answer.body()).isEqualTo("thanks");
    assertThat(answer.whole()).isTrue();
    assertThat(seen.get())
        .isEqualTo(
            "/hook?a=b%20c&d=|application/x-www-form-urlencoded; charset=UTF-8|t|"
                + "Basic YXBwOnMveA==|Rollcall|Name=Zo%C3%AB%20%26%20co&Empty=");
  }

  @Test
  void getsWithTheParametersBehindTheQuery() throws FetchException {
    site.on("/hook", exchange -> TestSite.answer(exchange, 200, ""));

    fetcher.send(OutgoingRequest.get(site.address("/hook?x=1#rc=0"), form("A", "b c"), PATIENT));
    fetcher.send(OutgoingRequest.get(site.address("/hook"), form("A", "b"), PATIENT));
    fetcher.send(OutgoingRequest.get(site.address("/hook?"), form("A", "b"), PATIENT));
    fetcher.send(OutgoingRequest.get(site.address("/hook"), form(), PATIENT));

    assertThat(site.asked())
        .containsExactly("GET /hook?x=1&A=b%20c", "GET /hook?A=b", "GET /hook?A=b", "GET /hook");
  }

  @Test
  void givesEveryStatus() throws FetchException {
    site.on("/missing", exchange -> TestSite.answer(exchange, 404, "no"));
    site.on("/broken", exchange -> TestSite.answer(exchange, 503, ""));

    assertThat(fetcher.send(post("/missing", PATIENT)).status()).isEqualTo(404);
    assertThat(fetcher.send(post("/broken", PATIENT)).status()).isEqualTo(503);
  }

  @Test
  void givesARedirectAndDoesNotFollowIt() throws Exception {
    try (TestSite other = new TestSite()) {
      other.on("/", exchange -> TestSite.answer(exchange, 200, ""));
      site.redirects("/away", 302, other.address("/secret").toString());

      OutgoingAnswer answer = fetcher.send(post("/away", PATIENT));

      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.location()).contains(other.address("/secret").toString());
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void takesNoMoreOfAnAnswerThanTheLimit() throws FetchException {
    site.on(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] part = "x".repeat(700).getBytes(StandardCharsets.UTF_8);
          while (true) {
            exchange.getResponseBody().write(part);
          }
        });

    OutgoingAnswer answer = fetcher.send(post("/endless", PATIENT));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).hasSize(MAXIMUM_BYTES);
    assertThat(answer.whole()).isFalse();
  }

  @Test
  void tellsWhatIsNotReachedFromWhatIsNotAnswered() throws IOException {
    site.on("/silent", exchange -> site.hang());
    site.on(
        "/half",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          site.hang();
        });

    assertThat(kind(post("/silent", SHORT))).isEqualTo(Kind.TIMEOUT);
    assertThat(kind(post("/half", SHORT))).isEqualTo(Kind.TIMEOUT);
    assertThat(kind(request("http://name.invalid/"))).isEqualTo(Kind.CONNECT);
    assertThat(kind(request("http://127.0.0.1:" + closedPort() + "/"))).isEqualTo(Kind.CONNECT);
    assertThat(kind(request("ftp://127.0.0.1/"))).isEqualTo(Kind.REFUSED_TARGET);
    assertThat(kind(request("http://a%ff:b@127.0.0.1/"))).isEqualTo(Kind.REFUSED_TARGET);
    assertThat(kind(request("http://127.0.0.1:0/"))).isEqualTo(Kind.REFUSED_TARGET);
  }

  @Test
  void takesNoMoreTimeInAllThanItMay() {
    site.on(
        "/trickle",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          while (true) {
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
          }
        });
    Timeouts brief =
        new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(2));

    FetchException late =
        catchThrowableOfType(FetchException.class, () -> fetcher.send(post("/trickle", brief)));

    assertThat(late.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(late.explanation()).contains("did not answer within 2 s");
  }

  @Test
  void tellsOfAConnectionThatBreaks() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread breaking =
          Thread.startVirtualThread(
              () -> {
                try (Socket connection = rude.accept()) {
                  assertThat(connection.getInputStream().read()).isEqualTo('P');
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });

      assertThat(kind(request("http://127.0.0.1:" + rude.getLocalPort() + "/")))
          .isEqualTo(Kind.BROKEN);
      Await.until(() -> breaking.isAlive() ? Optional.of("still there") : Optional.empty());
    }
  }

  /** A server that listens on one address of its name only is reached all the same. */
  @Test
  void triesEachAddressOfTheName() throws FetchException {
    site.on("/hook", exchange -> TestSite.answer(exchange, 200, "here"));
    NameLookup.Resolver both =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral("127.0.0.77"), InetAddress.ofLiteral("127.0.0.1")
            };
    try (Fetcher named =
        new Fetcher(new FetcherSettings(true, Duration.ofSeconds(20), MAXIMUM_BYTES), both)) {
      URI address = URI.create("http://app.example:" + site.port() + "/hook");

      assertThat(named.send(OutgoingRequest.post(address, form(), PATIENT)).body())
          .isEqualTo("here");
    }
  }

  @Test
  void asksNoPrivateAddressUnlessAllowed() {
    site.on("/", exchange -> TestSite.answer(exchange, 200, ""));
    try (Fetcher careful =
        new Fetcher(new FetcherSettings(false, Duration.ofSeconds(2), MAXIMUM_BYTES))) {
      for (String host : new String[] {"127.0.0.1", "localhost", "127.1", "[::1]", "2130706433"}) {
        URI address = URI.create("http://" + host + ":" + site.port() + "/");
        FetchException refused =
            catchThrowableOfType(
                FetchException.class,
                () -> careful.send(OutgoingRequest.post(address, form(), PATIENT)));

        assertThat(refused.kind()).as(host).isEqualTo(Kind.REFUSED_TARGET);
      }
      assertThat(site.asked()).isEmpty();
    }
  }

  @Test
  void endsARequestWhoseThreadIsInterrupted() throws InterruptedException {
    site.on("/silent", exchange -> site.hang());
    AtomicReference<Optional<Kind>> told = new AtomicReference<>(Optional.empty());
    Thread asking =
        Thread.startVirtualThread(
            () -> told.set(Optional.of(kind(post("/silent", timeouts(60_000))))));
    Await.until(() -> site.asked().isEmpty() ? Optional.of("not asked") : Optional.empty());

    asking.interrupt();
    asking.join();

    assertThat(told.get()).contains(Kind.STOPPING);
  }

  @Test
  void keepsSecretsOutOfItsWords() throws IOException {
    URI address =
        URI.create("http://app:hidden@127.0.0.1:" + closedPort() + "/x?token=hidden#hidden");

    assertThatThrownBy(() -> fetcher.send(OutgoingRequest.post(address, form(), PATIENT)))
        .hasMessageNotContaining("hidden");
    assertThat(OutgoingRequest.post(address, form("a", "hidden"), PATIENT).toString())
        .doesNotContain("hidden");
  }

  private Kind kind(OutgoingRequest request) {
    return catchThrowableOfType(FetchException.class, () -> fetcher.send(request)).kind();
  }

  private OutgoingRequest post(String path, Timeouts timeouts) {
    return OutgoingRequest.post(site.address(path), form(), timeouts);
  }

  private static OutgoingRequest request(String address) {
    return OutgoingRequest.post(URI.create(address), form(), PATIENT);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return closed.getLocalPort();
    }
  }

  private static Timeouts timeouts(int milliseconds) {
    Duration each = Duration.ofMillis(milliseconds);
    return new Timeouts(each, each, each);
  }

  private static SequencedMap<String, String> form(String... namesAndValues) {
    SequencedMap<String, String> form = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return form;
  }
}
