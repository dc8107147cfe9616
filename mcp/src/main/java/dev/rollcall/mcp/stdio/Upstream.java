package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The server at its HTTP endpoint. Safe for use by many threads. */
final class Upstream implements AutoCloseable {
  private static final String REVISION = "MCP-Protocol-Version";
  private static final String SESSION = "Mcp-Session-Id";

  private final URI endpoint;
  private final Optional<String> token;
  private final HttpClient http;

  Upstream(URI endpoint, Optional<String> token, Duration connectTimeout) {
    this.endpoint = endpoint;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirected request would take the token along.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .build();
  }

  /** Posts a message of the stateless era, which says all there is to know. */
  HttpResponse<InputStream> post(ClientMessage message, String revision, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = posting(message.text(), timeout);
    if (HeaderValues.isPlain(revision)) {
      request.header(REVISION, revision);
    }
    if (HeaderValues.isPlain(message.method())) {
      request.header("Mcp-Method", message.method());
    }
    message.name().ifPresent(name -> request.header("Mcp-Name", HeaderValues.of(name)));
    return send(request);
  }

  /** Posts a message of the older era, within {@code session} if there is one. */
  HttpResponse<InputStream> post(String message, Optional<Session> session, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = posting(message, timeout);
    session.ifPresent(known -> within(known, request));
    return send(request);
  }

  /** Asks for the stream of what the server says on its own. */
  HttpResponse<InputStream> listen(Session session, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(timeout).GET().header("Accept", "text/event-stream");
    within(session, request);
    return send(request);
  }

  /** Ends {@code session}. */
  void end(Session session, Duration timeout) throws IOException, InterruptedException {
    HttpRequest.Builder request = request(timeout).DELETE();
    within(session, request);
    send(request).body().close();
  }

  /** The session that {@code response} to an initialize request began. */
  static Optional<String> sessionId(HttpResponse<?> response) {
    return response.headers().firstValue(SESSION);
  }

  /** Breaks off all that is under way. */
  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  private HttpRequest.Builder posting(String message, Duration timeout) {
    return request(timeout)
        .POST(BodyPublishers.ofString(message))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream");
  }

  private HttpRequest.Builder request(Duration timeout) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).timeout(timeout);
    token.ifPresent(known -> request.header("Authorization", "Bearer " + known));
    return request;
  }

  private static void within(Session session, HttpRequest.Builder request) {
    session.id().ifPresent(id -> request.header(SESSION, id));
    request.header(REVISION, session.revision());
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }
}
