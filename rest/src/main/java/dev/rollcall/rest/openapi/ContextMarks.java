package dev.rollcall.rest.openapi;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What operations do with an agent's context, in the extensions of the Open Context Protocol. It is
 * the same for each that asks for an account, so it is written here and not at each.
 */
final class ContextMarks {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Set<String> TAGS_OF_THE_ROSTER =
      Set.of("Conferences", "Participants", "Calls");

  private ContextMarks() {}

  static void addTo(ObjectNode document) {
    document
        .path("paths")
        .forEach(
            item ->
                item.forEachEntry(
                    (method, operation) -> {
                      if (METHODS.contains(method) && operation instanceof ObjectNode marked) {
                        mark(method, marked);
                      }
                    }));
  }

  private static void mark(String method, ObjectNode operation) {
    if (operation.path("security").isArray() && operation.path("security").isEmpty()) {
      return;
    }
    ObjectNode context = operation.putObject("x-ocp-context");
    if (!method.equals("get") && TAGS_OF_THE_ROSTER.contains(operation.at("/tags/0").asString())) {
      ArrayNode kept = context.putArray("enhances_with");
      kept.add("agent_goal");
      kept.add("workspace_context");
    }
    context.putArray("updates_context").add("context_summary");
    context.put("requires_context", false);
    for (JsonNode response : operation.path("responses")) {
      if (response instanceof ObjectNode written && !written.has("$ref")) {
        written.put("x-ocp-context-updated", true);
      }
    }
  }
}
