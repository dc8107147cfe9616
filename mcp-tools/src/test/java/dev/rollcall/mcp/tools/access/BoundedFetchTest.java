package dev.rollcall.mcp.tools.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BoundedFetchTest {
  private static final int LIMIT = 512 * 1024;

  private final HttpServer server;
  private final BoundedFetch fetch = new BoundedFetch(Duration.ofSeconds(20));

  BoundedFetchTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/fits", exchange -> send(exchange, 200, LIMIT));
    server.createContext("/long", exchange -> send(exchange, 200, LIMIT + 1));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/fits");
          send(exchange, 302, 1);
        });
    server.start();
  }

  @AfterEach
  void close() {
    fetch.close();
    server.stop(0);
  }

  @Test
  void readsWholeAnswersTimeAfterTime() throws KeysUnavailableException {
    for (int i = 0; i < 200; i++) {
      assertThat(fetch.fetch(at("/fits"))).hasSize(LIMIT);
    }
  }

  @Test
  void readsNoMoreThanItsLimit() {
    assertThatThrownBy(() -> fetch.fetch(at("/long"))).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void goesNowhereElse() {
    assertThatThrownBy(() -> fetch.fetch(at("/moved")))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageEndingWith("/moved answered with status 302.");
  }

  @Test
  void waitsForASilentServerOnlySoLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BoundedFetch impatient = new BoundedFetch(Duration.ofMillis(100))) {
      URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/keys?secret");
      assertThatThrownBy(() -> impatient.fetch(address))
          .isInstanceOf(KeysUnavailableException.class)
          .hasMessageContaining("did not answer within 100 ms")
          .hasMessageNotContaining("secret");
    }
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private static void send(HttpExchange exchange, int status, int length) throws IOException {
    exchange.sendResponseHeaders(status, length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(new byte[length]);
    }
  }
}
