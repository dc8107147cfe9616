package dev.rollcall.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests to the MCP server by hand: what the playground shows is held against these. */
final class Mcp {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VERSION = "2026-07-28";

  private Mcp() {}

  /** The tools that are published. */
  static JsonNode tools(String origin, String token) throws IOException, InterruptedException {
    return result(request(origin, token, "tools/list"), "tools/list", Map.of()).get("tools");
  }

  /** What a tool answers. */
  static JsonNode call(String origin, String token, String name, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    JsonNode result =
        result(
            request(origin, token, "tools/call").header("Mcp-Name", name),
            "tools/call",
            Map.of("name", name, "arguments", arguments));
    if (result.path("isError").asBoolean(false)) {
      throw new AssertionError(name + " answered " + result);
    }
    return result.get("structuredContent");
  }

  private static JsonNode result(
      HttpRequest.Builder request, String method, Map<String, ?> parameters)
      throws IOException, InterruptedException {
    Map<String, Object> meta =
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            VERSION,
            "io.modelcontextprotocol/clientCapabilities",
            Map.of());
    Map<String, Object> all = new HashMap<>(parameters);
    all.put("_meta", meta);
    String message =
        JSON.writeValueAsString(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", all));
    HttpResponse<String> response =
        CLIENT.send(
            request.POST(BodyPublishers.ofString(message)).build(), BodyHandlers.ofString());
    JsonNode result = JSON.readTree(response.body()).get("result");
    if (result == null) {
      throw new AssertionError(method + " was answered " + response.body());
    }
    return result;
  }

  private static HttpRequest.Builder request(String origin, String token, String method) {
    return HttpRequest.newBuilder(URI.create(origin + "/mcp"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .header("MCP-Protocol-Version", VERSION)
        .header("Mcp-Method", method);
  }
}
