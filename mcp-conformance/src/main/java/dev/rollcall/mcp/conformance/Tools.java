package dev.rollcall.mcp.conformance;

import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolAnnotations;
import dev.rollcall.mcp.ToolDefinition;
import dev.rollcall.mcp.ToolHandler;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes tools of a name and a handler. */
final class Tools {
  private static final ToolAnnotations HARMLESS = new ToolAnnotations(true, false, true, false);
  private static final ToolAnnotations CHANGING = new ToolAnnotations(false, false, false, false);

  private Tools() {}

  /** A tool without arguments that changes nothing. */
  static Tool<Anyone> plain(String name, String description, ToolHandler<Anyone> handler) {
    return with(name, description, noArguments(), handler);
  }

  /** A tool that changes nothing. */
  static Tool<Anyone> with(
      String name, String description, ObjectNode inputSchema, ToolHandler<Anyone> handler) {
    return tool(name, description, inputSchema, HARMLESS, handler);
  }

  /** A tool without arguments that changes what the server offers. */
  static Tool<Anyone> changing(String name, String description, ToolHandler<Anyone> handler) {
    return tool(name, description, noArguments(), CHANGING, handler);
  }

  private static Tool<Anyone> tool(
      String name,
      String description,
      ObjectNode inputSchema,
      ToolAnnotations annotations,
      ToolHandler<Anyone> handler) {
    return new Tool<>(
        new ToolDefinition(name, name, description, inputSchema, Optional.empty(), annotations),
        handler);
  }

  private static ObjectNode noArguments() {
    return Samples.object("{\"type\": \"object\", \"additionalProperties\": false}");
  }
}
