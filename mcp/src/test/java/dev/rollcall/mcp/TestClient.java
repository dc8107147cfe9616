package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client that sends exactly what a test wants it to. */
final class TestClient implements AutoCloseable {
  static final String META =
      "{'io.modelcontextprotocol/protocolVersion':'2026-07-28',"
          + "'io.modelcontextprotocol/clientCapabilities':{'elicitation':{}}}";

  private final URI uri;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final boolean checked;

  TestClient(URI uri, String caller) {
    this(uri, caller, true);
  }

  private TestClient(URI uri, String caller, boolean checked) {
    this.uri = uri;
    this.checked = checked;
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    headers.put("Authorization", "Bearer " + caller);
  }

  /** An answer with its JSON, or its events. */
  record Reply(int status, Map<String, String> headers, String type, String text) {
    JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }

    JsonNode result() {
      return json().path("result");
    }

    JsonNode error() {
      return json().path("error");
    }

    int code() {
      return error().path("code").asInt(0);
    }

    String toolText() {
      return result().path("content").path(0).path("text").asString("");
    }

    boolean isStream() {
      return type.startsWith("text/event-stream");
    }
  }

  /** A request of 2026-07-28 with all that it must have. */
  Reply modern(String method, String params) {
    return post(modernBody(method, params), modernHeaders(method, params));
  }

  static ObjectNode modernBody(String method, String params) {
    ObjectNode body = SampleApplication.json("{'jsonrpc':'2.0','id':7}");
    ObjectNode given = SampleApplication.json(params);
    if (!given.has("_meta")) {
      given.set("_meta", SampleApplication.json(META));
    }
    body.put("method", method).set("params", given);
    return body;
  }

  static Map<String, String> modernHeaders(String method, String params) {
    Map<String, String> more = new LinkedHashMap<>();
    more.put("MCP-Protocol-Version", "2026-07-28");
    more.put("Mcp-Method", method);
    ObjectNode given = SampleApplication.json(params);
    Optional.ofNullable(given.get("name"))
        .or(() -> Optional.ofNullable(given.get("uri")))
        .ifPresent(name -> more.put("Mcp-Name", name.asString()));
    return more;
  }

  /** A request of an older revision. */
  Reply legacy(String session, String method, String params) {
    ObjectNode body = SampleApplication.json("{'jsonrpc':'2.0','id':7}");
    body.put("method", method).set("params", SampleApplication.json(params));
    return post(body, Map.of("Mcp-Session-Id", session));
  }

  /** Shakes hands; returns the session. */
  String initialize(String version, String capabilities) {
    Reply reply =
        post(
            SampleApplication.json(
                "{'jsonrpc':'2.0','id':1,'method':'initialize','params':{'protocolVersion':'"
                    + version
                    + "','capabilities':"
                    + capabilities
                    + ",'clientInfo':{'name':'test','version':'1'}}}"),
            Map.of());
    assertThat(reply.status()).isEqualTo(200);
    return reply.headers().getOrDefault("mcp-session-id", "");
  }

  Reply post(ObjectNode body, Map<String, String> more) {
    return send("POST", body.toString(), more);
  }

  Reply send(String method, String body, Map<String, String> more) {
    HttpResponse<String> response =
        exchange(method, body, more, HttpResponse.BodyHandlers.ofString());
    Map<String, String> received = new LinkedHashMap<>();
    response.headers().map().forEach((name, values) -> received.put(name, values.getFirst()));
    Reply reply =
        new Reply(
            response.statusCode(),
            received,
            received.getOrDefault("content-type", ""),
            response.body());
    if (checked && "2026-07-28".equals(more.get("MCP-Protocol-Version"))) {
      SpecificationSchema.check(reply, more.getOrDefault("Mcp-Method", ""));
    }
    return reply;
  }

  /** Opens a stream and reads its events as they come. */
  EventReader open(String method, String body, Map<String, String> more) {
    HttpResponse<InputStream> response =
        exchange(method, body, more, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    return new EventReader(response.body());
  }

  EventReader openModern(String method, String params) {
    return open("POST", modernBody(method, params).toString(), modernHeaders(method, params));
  }

  private <T> HttpResponse<T> exchange(
      String method, String body, Map<String, String> more, HttpResponse.BodyHandler<T> handler) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
