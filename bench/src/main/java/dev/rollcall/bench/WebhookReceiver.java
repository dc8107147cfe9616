package dev.rollcall.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An app that is told who joins, and notes when. What is told twice counts once, the first time.
 */
final class WebhookReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Arrival> joins = new ConcurrentHashMap<>();

  private WebhookReceiver(HttpServer server) {
    this.server = server;
  }

  static WebhookReceiver start() throws IOException {
    WebhookReceiver receiver =
        new WebhookReceiver(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    receiver.server.setExecutor(receiver.threads);
    receiver.server.createContext("/", receiver::take);
    receiver.server.start();
    return receiver;
  }

  /** Where it is to be told. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/told";
  }

  /** When the whole message of the call's join was here; empty if it has not come. */
  Optional<Arrival> join(String call) {
    return Optional.ofNullable(joins.get(call));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void take(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Arrival arrival = Arrival.now();
    if (field(form, "StatusCallbackEvent").equals(Optional.of("participant-join"))) {
      field(form, "CallSid").ifPresent(call -> joins.putIfAbsent(call, arrival));
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static Optional<String> field(String form, String name) {
    for (String pair : form.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return Optional.of(
            URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
