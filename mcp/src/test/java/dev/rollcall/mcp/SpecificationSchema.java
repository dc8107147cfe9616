package dev.rollcall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The specification's own JSON Schema of revision 2026-07-28. */
final class SpecificationSchema {
  private static final ObjectNode SOURCE = load();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<String, Schema> BY_NAME = new ConcurrentHashMap<>();

  private static final Map<String, String> RESULTS =
      Map.of(
          "server/discover", "DiscoverResult",
          "tools/list", "ListToolsResult",
          "tools/call", "CallToolResult",
          "prompts/list", "ListPromptsResult",
          "prompts/get", "GetPromptResult",
          "resources/list", "ListResourcesResult",
          "resources/templates/list", "ListResourceTemplatesResult",
          "resources/read", "ReadResourceResult",
          "completion/complete", "CompleteResult",
          "subscriptions/listen", "SubscriptionsListenResult");

  private SpecificationSchema() {}

  /** Fails if {@code reply} to a request for {@code method} is not as the specification has it. */
  static void check(TestClient.Reply reply, String method) {
    List<JsonNode> messages =
        reply.isStream()
            ? EventReader.all(reply.text())
            : reply.type().startsWith("application/json") ? List.of(reply.json()) : List.of();
    messages.forEach(message -> check(message, method));
  }

  /** Fails if {@code message} is not as the specification has it. */
  static void check(JsonNode message, String method) {
    if (message.has("method")) {
      assertValid("ServerNotification", message);
      assertValid("JSONRPCNotification", message);
    } else if (message.has("error")) {
      assertValid("JSONRPCErrorResponse", message);
    } else {
      assertValid("JSONRPCResultResponse", message);
      JsonNode result = message.path("result");
      boolean asks = result.path("resultType").asString("").equals("input_required");
      assertValid(asks ? "InputRequiredResult" : RESULTS.getOrDefault(method, "Result"), result);
    }
  }

  private static void assertValid(String definition, JsonNode value) {
    Schema schema =
        BY_NAME.computeIfAbsent(
            definition,
            name -> {
              ObjectNode copy = SOURCE.deepCopy();
              return REGISTRY.getSchema(copy.put("$ref", "#/$defs/" + name));
            });
    assertThat(schema.validate(value)).as("%s as %s", value, definition).isEmpty();
  }

  private static ObjectNode load() {
    Optional<InputStream> found =
        Optional.ofNullable(
            SpecificationSchema.class.getResourceAsStream("schema-2026-07-28.json"));
    try (InputStream stream = found.orElseThrow()) {
      return (ObjectNode) JsonMapper.shared().readTree(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
