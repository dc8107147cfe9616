package dev.rollcall.rest.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import dev.rollcall.core.testing.Await;
import dev.rollcall.http.Parameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** An app that takes webhooks on a loopback port. Answers 204 unless a test says otherwise. */
final class Receiver implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private final RequestValidator validator = new RequestValidator(TOKEN);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Behaviour behaviour = (_, _) -> 204;

  /** What an app does with its n-th message, counted from 1. */
  interface Behaviour {
    /** The status to answer with; 0 if the exchange is answered already. */
    int handle(int number, HttpExchange exchange) throws IOException;
  }

  /**
   * A message as it arrived.
   *
   * @param valid whether Twilio's own validator takes its signature
   */
  record Message(
      String method,
      String target,
      Map<String, String> parameters,
      Map<String, String> headers,
      boolean valid) {
    long sequence() {
      return Long.parseLong(parameters.getOrDefault("SequenceNumber", "-1"));
    }

    String subject() {
      return parameters.getOrDefault("ConferenceSid", "");
    }

    String event() {
      return parameters.getOrDefault("StatusCallbackEvent", "");
    }

    String token() {
      return headers.getOrDefault("I-Twilio-Idempotency-Token", "");
    }
  }

  Receiver() throws IOException {
    this("127.0.0.1", 0);
  }

  Receiver(String host, int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(host), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.start();
  }

  void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** What arrived so far, whatever was answered. */
  List<Message> messages() {
    return messages;
  }

  /** What arrived, once there are {@code count} of them. */
  List<Message> await(int count) {
    Await.until(
        () ->
            messages.size() >= count
                ? Optional.empty()
                : Optional.of(messages.size() + " of " + count + " messages came"));
    return messages;
  }

  /** Says nothing until the app is closed. */
  void hang() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      URI target = exchange.getRequestURI();
      boolean posted = exchange.getRequestMethod().equals("POST");
      String query = Optional.ofNullable(target.getRawQuery()).orElse("");
      Map<String, String> parameters = values(Parameters.parse(posted ? body : query));
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((name, all) -> headers.put(canonical(name), all.getFirst()));
      String seen = "http://" + headers.get("Host") + target;
      String signature = headers.getOrDefault("X-Twilio-Signature", "");
      int number;
      synchronized (messages) {
        messages.add(
            new Message(
                exchange.getRequestMethod(),
                target.toString(),
                parameters,
                headers,
                validator.validate(seen, posted ? parameters : Map.of(), signature)));
        number = messages.size();
      }
      int status = behaviour.handle(number, exchange);
      if (status != 0) {
        exchange.sendResponseHeaders(status, -1);
      }
    }
  }

  /** The JDK's server writes names in a form of its own. */
  private static String canonical(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "i-twilio-idempotency-token" -> "I-Twilio-Idempotency-Token";
      case "x-twilio-signature" -> "X-Twilio-Signature";
      default -> name;
    };
  }

  private static Map<String, String> values(Parameters parameters) {
    Map<String, String> values = new LinkedHashMap<>();
    parameters
        .names()
        .forEach(name -> parameters.last(name).ifPresent(value -> values.put(name, value)));
    return values;
  }
}
