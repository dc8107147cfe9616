package dev.rollcall.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An agent that sends MCP messages of revision 2026-07-28 by hand.
 *
 * @param endpoint where it sends them
 * @param token its bearer token; none is sent if empty
 * @param headers what it sends besides
 */
record Agent(URI endpoint, Optional<String> token, Map<String, String> headers) {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String REVISION = "2026-07-28";

  Agent {
    headers = Map.copyOf(headers);
  }

  static Agent at(InetSocketAddress server, String path, Optional<String> token) {
    return new Agent(
        URI.create("http://" + server.getHostString() + ":" + server.getPort() + path),
        token,
        Map.of());
  }

  /** The same agent, with one more header. */
  Agent with(String name, String value) {
    return new Agent(endpoint, token, Map.of(name, value));
  }

  /** What a tool answers. */
  JsonNode call(String tool, Map<String, Object> arguments)
      throws IOException, InterruptedException {
    JsonNode result = result("tools/call", Map.of("name", tool, "arguments", arguments));
    assertThat(result.path("isError").asBoolean(false)).as(result.toString()).isFalse();
    return result.get("structuredContent");
  }

  /** Why a tool refuses a call. */
  String refusal(String tool, Map<String, Object> arguments)
      throws IOException, InterruptedException {
    JsonNode result = result("tools/call", Map.of("name", tool, "arguments", arguments));
    assertThat(result.path("isError").asBoolean(false)).as(result.toString()).isTrue();
    return result.at("/content/0/text").asString();
  }

  /** The names of the tools it is offered. */
  List<String> tools() throws IOException, InterruptedException {
    return result("tools/list", Map.of())
        .get("tools")
        .valueStream()
        .map(tool -> tool.get("name").asString())
        .toList();
  }

  JsonNode result(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, parameters);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode message = JSON.readTree(response.body());
    assertThat(message.has("result")).as(response.body()).isTrue();
    return message.get("result");
  }

  HttpResponse<String> send(String method, Map<String, Object> parameters)
      throws IOException, InterruptedException {
    return send(method, parameters, BodyHandlers.ofString());
  }

  /** Opens a subscription to {@code uris}, all of which are granted. */
  Subscription watch(String... uris) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        send(
            "subscriptions/listen",
            Map.of("notifications", Map.of("resourceSubscriptions", List.of(uris))),
            BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    Subscription subscription = new Subscription(response.body());
    JsonNode granted = subscription.next();
    assertThat(granted.get("method").asString())
        .isEqualTo("notifications/subscriptions/acknowledged");
    assertThat(granted.at("/params/notifications/resourceSubscriptions").valueStream())
        .extracting(JsonNode::asString)
        .containsExactly(uris);
    return subscription;
  }

  private <T> HttpResponse<T> send(
      String method, Map<String, Object> parameters, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("MCP-Protocol-Version", REVISION)
            .header("Mcp-Method", method);
    Optional.ofNullable(parameters.get("name"))
        .or(() -> Optional.ofNullable(parameters.get("uri")))
        .ifPresent(name -> request.header("Mcp-Name", name.toString()));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    headers.forEach(request::header);
    return CLIENT.send(
        request.POST(BodyPublishers.ofString(body(method, parameters).toString())).build(),
        handler);
  }

  static ObjectNode body(String method, Map<String, Object> parameters) {
    ObjectNode body = JSON.createObjectNode();
    body.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    ObjectNode written = JSON.valueToTree(parameters);
    written
        .putObject("_meta")
        .put("io.modelcontextprotocol/protocolVersion", REVISION)
        .putObject("io.modelcontextprotocol/clientCapabilities");
    body.set("params", written);
    return body;
  }
}
