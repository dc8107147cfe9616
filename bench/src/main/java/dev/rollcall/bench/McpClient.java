package dev.rollcall.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client of an MCP server over Streamable HTTP, in one of the protocol's two eras. */
final class McpClient {
  static final String MODERN = "2026-07-28";
  static final String LEGACY = "2025-11-25";

  private static final String META = "io.modelcontextprotocol/";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI address;
  private final Map<String, String> usual;
  private final boolean modern;
  private final Optional<String> session;

  /** A client of the stateless era, which sends {@code headers} with each request. */
  static McpClient modern(URI address, Map<String, String> headers) throws IOException {
    return new McpClient(address, headers, true);
  }

  /** A client of the era before, with a session of its own. */
  static McpClient legacy(URI address, Map<String, String> headers) throws IOException {
    return new McpClient(address, headers, false);
  }

  private McpClient(URI address, Map<String, String> headers, boolean modern) throws IOException {
    this.address = address;
    this.modern = modern;
    usual = new HashMap<>(headers);
    usual.put("Content-Type", "application/json");
    usual.put("Accept", "application/json, text/event-stream");
    session = modern ? Optional.empty() : Optional.of(openSession());
    usual.put("MCP-Protocol-Version", modern ? MODERN : LEGACY);
  }

  /** The session's id; empty in the stateless era. */
  Optional<String> session() {
    return session;
  }

  /** What a request of {@code method} carries besides the session's id. */
  Map<String, String> headers(String method, Optional<String> name) {
    Map<String, String> headers = new HashMap<>(usual);
    if (modern) {
      headers.put("Mcp-Method", method);
      name.ifPresent(value -> headers.put("Mcp-Name", value));
    }
    return headers;
  }

  /** The body of a request of {@code method}. */
  String body(String id, String method, ObjectNode parameters) {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("jsonrpc", "2.0").put("id", id).put("method", method);
    request.set("params", parameters);
    if (modern) {
      ObjectNode meta = parameters.putObject("_meta");
      meta.put(META + "protocolVersion", MODERN);
      meta.putObject(META + "clientCapabilities");
      meta.putObject(META + "clientInfo").put("name", "bench").put("version", "1");
    }
    return request.toString();
  }

  /**
   * The result of calling {@code tool}.
   *
   * @throws IOException if the call failed, be it that the tool said so
   */
  JsonNode call(String tool, ObjectNode arguments) throws IOException {
    JsonNode result = ask("tools/call", Optional.of(tool), callOf(tool, arguments));
    if (result.path("isError").asBoolean(false)) {
      throw new IOException(tool + ": " + result.path("content"));
    }
    return result;
  }

  /** The parameters of a call. */
  static ObjectNode callOf(String tool, ObjectNode arguments) {
    ObjectNode parameters = JsonMapper.shared().createObjectNode().put("name", tool);
    parameters.set("arguments", arguments);
    return parameters;
  }

  /**
   * The definition of {@code tool}.
   *
   * @throws IOException if the server has none
   */
  JsonNode definition(String tool) throws IOException {
    JsonNode tools = ask("tools/list", Optional.empty(), JsonMapper.shared().createObjectNode());
    for (JsonNode each : tools.path("tools")) {
      if (each.path("name").asString().equals(tool)) {
        return each;
      }
    }
    throw new IOException(address + " has no tool " + tool);
  }

  private JsonNode ask(String method, Optional<String> name, ObjectNode parameters)
      throws IOException {
    HttpResponse<String> response =
        send(headers(method, name), body("1", method, parameters), session);
    JsonNode answer = message(response);
    if (!answer.has("result")) {
      throw new IOException(method + " was answered " + response.statusCode() + ": " + answer);
    }
    return answer.path("result");
  }

  private String openSession() throws IOException {
    ObjectNode parameters = JsonMapper.shared().createObjectNode();
    parameters.put("protocolVersion", LEGACY).putObject("capabilities");
    parameters.putObject("clientInfo").put("name", "bench").put("version", "1");
    HttpResponse<String> response =
        send(usual, body("0", "initialize", parameters), Optional.empty());
    String id =
        response
            .headers()
            .firstValue("Mcp-Session-Id")
            .orElseThrow(() -> new IOException("no session: " + response.body()));
    send(usual, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", Optional.of(id));
    return id;
  }

  private HttpResponse<String> send(
      Map<String, String> headers, String body, Optional<String> inSession) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    inSession.ifPresent(id -> request.header("Mcp-Session-Id", id));
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The JSON of an answer, which may come as the one event of a stream. */
  private static JsonNode message(HttpResponse<String> response) {
    String body = response.body();
    boolean stream =
        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    String json =
        stream
            ? body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .findFirst()
                .orElse("null")
            : body;
    return JsonMapper.shared().readTree(json.isBlank() ? "null" : json);
  }
}
