package dev.rollcall.mcp.stdio;

import dev.rollcall.core.testing.Await;
import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.HttpServer;
import dev.rollcall.http.HttpServerSettings;
import dev.rollcall.http.RequestIds;
import dev.rollcall.http.RequestObserver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** A server that answers as the test says, and notes what it was asked. */
final class ScriptedServer implements AutoCloseable {
  private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
  private final HttpServer http;

  ScriptedServer(HttpHandler script) throws IOException {
    http =
        new HttpServer(
                HttpServerSettings.on("127.0.0.1", 0),
                new RequestIds(RandomGenerator.of("L64X128MixRandom")),
                RequestObserver.NONE,
                InstantSource.system())
            .mount(
                "/mcp",
                request -> {
                  requests.add(request);
                  return script.handle(request);
                });
    http.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + http.port() + "/mcp");
  }

  /** The requests whose body contains {@code text}, in the order in which they came. */
  List<HttpRequest> requests(String method, String text) {
    return requests.stream()
        .filter(request -> request.method().equals(method) && body(request).contains(text))
        .toList();
  }

  /** Waits for a request. */
  HttpRequest request(String method, String text) {
    Await.until(
        () ->
            requests(method, text).isEmpty()
                ? Optional.of("no " + method + " with '" + text + "' came")
                : Optional.empty());
    return requests(method, text).getFirst();
  }

  static String body(HttpRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  static HttpResponse json(String body) {
    return json(200, body);
  }

  static HttpResponse json(int status, String body) {
    return HttpResponse.json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An event stream of {@code messages} that then ends. */
  static HttpResponse events(String... messages) {
    return HttpResponse.stream(
        200,
        "text/event-stream",
        stream -> {
          for (String message : messages) {
            stream.send(event(message));
          }
        });
  }

  static byte[] event(String message) {
    return ("data: " + message + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
