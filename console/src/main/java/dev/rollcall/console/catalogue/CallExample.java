package dev.rollcall.console.catalogue;

import dev.rollcall.pages.PrettyJson;
import dev.rollcall.pages.SchemaSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How a tool is called, for people to copy: with what it requires, and no more. */
final class CallExample {
  private static final String REVISION = "2026-07-28";

  private CallExample() {}

  /** The examples of a tool that is called at {@code address}. */
  static List<Map<String, Object>> of(PublishedTool tool, String address) {
    JsonNode arguments = SchemaSample.least(tool.definition().path("inputSchema"));
    List<Map<String, Object>> examples = new ArrayList<>();
    examples.add(example("Arguments", "json", PrettyJson.of(arguments).orElse("{}")));
    examples.add(example("By hand", "sh", curl(tool.name(), arguments, address)));
    tool.definition()
        .optional("outputSchema")
        .flatMap(schema -> PrettyJson.of(SchemaSample.least(schema)))
        .ifPresent(
            answer -> examples.add(example("The shape of structuredContent", "json", answer)));
    return examples;
  }

  private static Map<String, Object> example(String title, String fence, String code) {
    return Map.of("title", title, "fence", fence, "code", code);
  }

  private static String curl(String name, JsonNode arguments, String address) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("jsonrpc", "2.0").put("id", 1).put("method", "tools/call");
    ObjectNode params = message.putObject("params").put("name", name);
    params.set("arguments", arguments);
    params
        .putObject("_meta")
        .put("io.modelcontextprotocol/protocolVersion", REVISION)
        .putObject("io.modelcontextprotocol/clientCapabilities");
    return String.join(
        " \\\n  ",
        "curl -s " + quoted(address),
        "-H \"Authorization: Bearer $ROLLCALL_TOKEN\"",
        "-H 'Content-Type: application/json'",
        "-H 'Accept: application/json, text/event-stream'",
        "-H 'MCP-Protocol-Version: " + REVISION + "'",
        "-H 'Mcp-Method: tools/call'",
        "-H " + quoted("Mcp-Name: " + name),
        "-d " + quoted(PrettyJson.of(message).orElse("{}")));
  }

  /** One word of a shell, whatever is in it. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
