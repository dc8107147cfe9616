package dev.rollcall.ocp;

import dev.rollcall.ocp.call.HttpAnswer;
import dev.rollcall.ocp.call.ToolAnswer;
import dev.rollcall.ocp.call.ToolRequest;
import dev.rollcall.ocp.context.AgentContext;
import dev.rollcall.ocp.discovery.Tool;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes one call into the context's history: that it begins, what HTTP said, how it ended.
 *
 * <p>The history goes to every API that is called later. So unless values are to be kept, it has
 * the names of the parameters only, and paths with their placeholders.
 */
final class CallLog {
  private final AgentContext context;
  private final Tool tool;
  private final ToolRequest request;
  private final boolean keepValues;
  private final String endpoint;
  private final String url;
  private final String path;

  CallLog(
      AgentContext context, Tool tool, String baseUrl, ToolRequest request, boolean keepValues) {
    this.context = context;
    this.tool = tool;
    this.request = request;
    this.keepValues = keepValues;
    URI uri = request.uri();
    if (keepValues) {
      endpoint = request.url();
      url = uri.toString();
      path = uri.getRawPath();
    } else {
      String base = PublicUrls.of(baseUrl).replaceAll("/+$", "");
      endpoint = base + tool.path();
      url = endpoint;
      path = base.replaceFirst("^[a-zA-Z]+://[^/]*", "") + tool.path();
    }
  }

  void begins(Map<String, JsonNode> values) {
    ObjectNode metadata = object();
    metadata.put("tool_name", tool.name());
    if (keepValues) {
      ObjectNode parameters = metadata.putObject("parameters");
      values.forEach(parameters::set);
    } else {
      ArrayNode names = metadata.putArray("parameters");
      values.keySet().forEach(names::add);
    }
    metadata.put("method", tool.method());
    add("tool_call:" + tool.name(), endpoint, "executing", metadata);
  }

  void ends(HttpAnswer http, ToolAnswer answer) {
    ObjectNode call = call(http.ok());
    call.put("status_code", http.status());
    add(callAction(), tool.method() + " " + path, "HTTP " + http.status(), call);
    ObjectNode metadata = object();
    metadata.put("status_code", http.status());
    metadata.put("success", http.ok());
    metadata.put("response_size", answer.text().length());
    add(
        "tool_response:" + tool.name(),
        endpoint,
        (http.status() + " " + http.reason()).strip(),
        metadata);
  }

  void fails(OcpException why) {
    String message = String.valueOf(why.getMessage());
    ObjectNode call = call(false);
    call.put("error", message);
    add(callAction(), tool.method() + " " + path, "Error: " + message, call);
    ObjectNode metadata = object();
    metadata.put("error_type", why.getClass().getSimpleName());
    metadata.put("error_message", message);
    add("tool_error:" + tool.name(), endpoint, "Error: " + message, metadata);
  }

  private String callAction() {
    return "api_call_" + tool.method().toLowerCase(Locale.ROOT);
  }

  private ObjectNode call(boolean success) {
    ObjectNode metadata = object();
    metadata.put("method", tool.method());
    metadata.put("url", url);
    metadata.put("domain", request.uri().getHost());
    metadata.put("success", success);
    return metadata;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void add(String action, String at, String result, ObjectNode metadata) {
    context.addInteraction(action, Optional.of(at), Optional.of(result), metadata);
  }
}
