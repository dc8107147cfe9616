package dev.rollcall.server;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Answers 200 to whoever asks whether the server is ready; it is not mounted before it is. */
final class HealthDoor implements HttpHandler {
  static final String MOUNT = "/health";
  private static final byte[] READY = "{\"status\":\"ready\"}\n".getBytes(StandardCharsets.UTF_8);

  @Override
  public HttpResponse handle(HttpRequest request) {
    return HttpResponse.json(200, READY);
  }
}
