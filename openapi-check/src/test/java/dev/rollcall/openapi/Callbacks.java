package dev.rollcall.openapi;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An app's callbacks: one that takes what it is told, and one that is gone for good. */
final class Callbacks implements AutoCloseable {
  private final HttpServer server;

  private Callbacks(HttpServer server) {
    this.server = server;
  }

  static Callbacks start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      answer(server, "/taken", 204);
      answer(server, "/gone", 410);
      server.start();
      return new Callbacks(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String taken() {
    return address("/taken");
  }

  String gone() {
    return address("/gone");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static void answer(HttpServer server, String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
