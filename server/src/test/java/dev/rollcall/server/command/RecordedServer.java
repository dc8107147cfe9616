package dev.rollcall.server.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives recorded answers and remembers what it was asked. */
final class RecordedServer implements AutoCloseable {
  /** A recorded answer. */
  record Answer(int status, String body) {}

  /** A request: path and query as they came, and the Authorization header. */
  record Asked(String pathAndQuery, Optional<String> authorization) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  RecordedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** From now on answers {@code pathAndQuery} so; anything not recorded is a 404 without a body. */
  void record(String pathAndQuery, int status, String body) {
    answers.put(pathAndQuery, new Answer(status, body));
  }

  List<Asked> asked() {
    return asked;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String pathAndQuery = exchange.getRequestURI().toString();
      asked.add(
          new Asked(
              pathAndQuery,
              Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))));
      Answer answer = answers.getOrDefault(pathAndQuery, new Answer(404, ""));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
