package dev.rollcall.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FetcherTest {
  private static final int MAXIMUM_BYTES = 1000;
  private static final int CALLERS = 32;
  private static final int FETCHES = 1_000;

  private final CountDownLatch released = new CountDownLatch(1);
  private HttpServer site;
  private Fetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    site.createContext("/method", exchange -> answer(exchange, 200, exchange.getRequestMethod()));
    site.createContext(
        "/query", exchange -> answer(exchange, 200, String.valueOf(exchange.getRequestURI())));
    site.createContext("/gone", exchange -> answer(exchange, 410, "gone"));
    site.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(MAXIMUM_BYTES + 1)));
    site.createContext("/hop", exchange -> redirect(exchange, "/method"));
    site.createContext("/loop", exchange -> redirect(exchange, "/loop"));
    site.createContext("/away", exchange -> redirect(exchange, "file:///etc/hostname"));
    site.createContext("/slow", exchange -> hang());
    site.start();
    fetcher = new Fetcher(new FetcherSettings(true, Duration.ofSeconds(20), MAXIMUM_BYTES));
  }

  @AfterEach
  void stop() {
    released.countDown();
    site.stop(0);
    fetcher.close();
  }

  @Test
  void fetchesByGetAndByPost() throws FetchException {
    assertThat(fetch("/method", false)).isEqualTo("GET");
    assertThat(fetch("/method", true)).isEqualTo("POST");
    assertThat(fetch("/query?a=b%20c", false)).isEqualTo("/query?a=b%20c");
  }

  /** An answer that comes at once must not come before there is somebody to take it. */
  @Test
  void losesNothingOfAnAnswerHoweverSoonItComes() throws Exception {
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<String>> fetches =
          IntStream.range(0, FETCHES)
              .<Callable<String>>mapToObj(number -> () -> fetch("/query?" + number, false))
              .toList();
      List<String> answers = new ArrayList<>();
      for (Future<String> each : callers.invokeAll(fetches)) {
        answers.add(each.get());
      }

      assertThat(answers)
          .isEqualTo(IntStream.range(0, FETCHES).mapToObj(number -> "/query?" + number).toList());
    }
  }

  @Test
  void followsARedirectAsGet() throws FetchException {
    assertThat(fetch("/hop", true)).isEqualTo("GET");
  }

  @Test
  void saysWhatFailed() {
    assertThatThrownBy(() -> fetch("/gone", false))
        .hasMessageContaining("/gone answered with status 410");
    assertThatThrownBy(() -> fetch("/large", false)).hasMessageContaining("longer than 1000 bytes");
    assertThatThrownBy(() -> fetch("/loop", false))
        .hasMessageContaining("redirects more than 3 times");
    assertThatThrownBy(() -> fetch("/away", false)).hasMessageContaining("http:// or https://");
    assertThatThrownBy(() -> fetcher.fetch(URI.create("ftp://127.0.0.1/x"), false))
        .hasMessageContaining("http:// or https://");
    assertThatThrownBy(() -> fetcher.fetch(URI.create("http://name.invalid/x"), false))
        .hasMessageContaining("name.invalid has no address");
  }

  @Test
  void waitsForNoSiteLongerThanItMay() {
    try (Fetcher hasty =
        new Fetcher(new FetcherSettings(true, Duration.ofSeconds(1), MAXIMUM_BYTES))) {
      assertThatThrownBy(() -> hasty.fetch(address("/slow"), false))
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("/slow");
    }
  }

  @Test
  void keepsQueriesOutOfItsWords() {
    assertThatThrownBy(() -> fetch("/gone?token=secret", false)).hasMessageNotContaining("secret");
  }

  @Test
  void asksNoPrivateAddressUnlessAllowed() {
    try (Fetcher careful =
        new Fetcher(new FetcherSettings(false, Duration.ofSeconds(20), MAXIMUM_BYTES))) {
      FetchException refused =
          catchThrowableOfType(
              FetchException.class, () -> careful.fetch(address("/method"), false));

      assertThat(refused.explanation()).contains("allow-private-targets");
    }
  }

  @Test
  void waitsForNoNameServerLongerThanItMay() {
    NameLookup.Resolver silent =
        host -> {
          hang();
          return InetAddress.getAllByName(host);
        };
    try (Fetcher patient =
        new Fetcher(new FetcherSettings(true, Duration.ofSeconds(1), MAXIMUM_BYTES), silent)) {
      assertThatThrownBy(() -> patient.fetch(URI.create("http://slow.example/x"), false))
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("http://slow.example/x did not answer within 1 s");
    }
  }

  @Test
  void asksTheVeryAddressThatWasChecked() throws FetchException {
    NameLookup.Resolver local = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    try (Fetcher named =
        new Fetcher(new FetcherSettings(true, Duration.ofSeconds(20), MAXIMUM_BYTES), local)) {
      URI address = URI.create("http://music.example:" + site.getAddress().getPort() + "/method");

      assertThat(new String(named.fetch(address, false), StandardCharsets.UTF_8)).isEqualTo("GET");
    }
    NameLookup.Resolver mixed =
        _ ->
            new InetAddress[] {InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1")};
    try (Fetcher careful =
        new Fetcher(new FetcherSettings(false, Duration.ofSeconds(20), MAXIMUM_BYTES), mixed)) {
      assertThatThrownBy(() -> careful.fetch(URI.create("http://two.example/"), false))
          .hasMessageContaining("allow-private-targets");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.31.255.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.19.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:db8::1"
      })
  void knowsSpecialNetworks(String literal) {
    assertThat(PublicAddresses.contains(InetAddress.ofLiteral(literal))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "192.1.0.1", "2606:4700::1111", "2a00::1"})
  void knowsPublicNetworks(String literal) {
    assertThat(PublicAddresses.contains(InetAddress.ofLiteral(literal))).isTrue();
  }

  private String fetch(String path, boolean post) throws FetchException {
    return new String(fetcher.fetch(address(path), post), StandardCharsets.UTF_8);
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + site.getAddress().getPort() + path);
  }

  private void hang() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    answer(exchange, 302, "");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
