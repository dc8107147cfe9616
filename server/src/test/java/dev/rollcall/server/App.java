package dev.rollcall.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import dev.rollcall.core.account.Account;
import dev.rollcall.core.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * An app's web server: it takes the callbacks, checks each signature with the official SDK's
 * validator, and remembers what it was told.
 */
final class App implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RequestValidator validator;
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final List<String> unsigned = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Consumer<Told> listener = _ -> {};
  private volatile int status = 204;

  /**
   * One callback.
   *
   * @param path where it came to
   * @param at when, by {@link System#nanoTime}
   */
  record Told(String path, Map<String, String> parameters, long at) {
    String event() {
      return get("StatusCallbackEvent");
    }

    String get(String name) {
      return parameters.getOrDefault(name, "");
    }

    int sequence() {
      return Integer.parseInt(get("SequenceNumber"));
    }
  }

  private App(HttpServer server, Account account) {
    this.server = server;
    validator = new RequestValidator(account.authToken());
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  static App start(Account account) throws IOException {
    return at(0, account);
  }

  /** Takes the port of an app that was closed. */
  static App at(int port, Account account) throws IOException {
    return new App(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0),
        account);
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Publishes bytes at {@code path}. */
  void publish(String path, String type, byte[] bytes) {
    server.createContext(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  /** Runs {@code action} while the caller of the callback waits for its answer. */
  void onEach(Consumer<Told> action) {
    listener = action;
  }

  /** Answers with {@code changed} from now on, and remembers only what it answers with 2xx. */
  void answer(int changed) {
    status = changed;
  }

  int requests() {
    return requests.get();
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  /** What came to {@code path}, in the order in which it came. */
  List<Told> told(String path) {
    return told.stream().filter(each -> each.path().equals(path)).toList();
  }

  /** Waits for the callback that {@code event} names at {@code path}. */
  Told await(String path, String event) {
    Await.until(
        () ->
            find(path, event).isPresent()
                ? Optional.empty()
                : Optional.of("no " + event + " at " + path + " among " + told));
    return find(path, event).orElseThrow();
  }

  /** The callbacks whose signature the official validator refused. */
  List<String> unsigned() {
    return unsigned;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private Optional<Told> find(String path, String event) {
    return told(path).stream()
        .filter(each -> each.event().equals(event) || each.get("CallStatus").equals(event))
        .findFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    long at = System.nanoTime();
    requests.incrementAndGet();
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean post = exchange.getRequestMethod().equals("POST");
    Map<String, String> parameters = parameters(post ? body : query);
    String url = "http://127.0.0.1:" + port() + exchange.getRequestURI().toString();
    String signature =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Twilio-Signature")).orElse("");
    if (!validator.validate(url, post ? parameters : Map.of(), signature)) {
      unsigned.add(url);
    }
    if (status / 100 == 2) {
      Told one = new Told(exchange.getRequestURI().getPath(), parameters, at);
      told.add(one);
      listener.accept(one);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
