package dev.rollcall.registry;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A site on a loopback port that serves texts which a test may change. */
final class TestSite implements AutoCloseable {
  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;

  TestSite() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.incrementAndGet();
            String text = texts.get(exchange.getRequestURI().getPath());
            byte[] bytes = (text == null ? "gone" : text).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(text == null ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
  }

  void serve(String path, String text) {
    texts.put(path, text);
  }

  void remove(String path) {
    texts.remove(path);
  }

  int asked() {
    return asked.get();
  }

  String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
