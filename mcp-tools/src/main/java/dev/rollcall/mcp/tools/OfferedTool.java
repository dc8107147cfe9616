package dev.rollcall.mcp.tools;

import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.McpException;
import dev.rollcall.mcp.RenderedJson;
import dev.rollcall.mcp.Tool;
import dev.rollcall.mcp.ToolDefinition;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** One tool of this server: what it may do, and the tool itself. */
record OfferedTool(Operation operation, Tool<Visitor> tool) {
  /** What a tool does; throws {@link ToolError} or core's refusals instead of answering them. */
  @FunctionalInterface
  interface Action {
    ToolOutcome run(Arguments arguments, Invocation<Visitor> invocation)
        throws McpException, InterruptedException;
  }

  /**
   * A tool whose refusals are answered in words that teach.
   *
   * @param title for people
   */
  static OfferedTool of(
      Operation operation, String title, String description, ObjectNode input, Action action) {
    return of(operation, title, description, input, Optional.empty(), action);
  }

  static OfferedTool of(
      Operation operation,
      String title,
      String description,
      ObjectNode input,
      Optional<ObjectNode> output,
      Action action) {
    ToolDefinition definition =
        new ToolDefinition(
            operation.toolName(), title, description, input, output, operation.annotations());
    return new OfferedTool(
        operation,
        new Tool<>(
            definition, (arguments, invocation) -> run(operation, action, arguments, invocation)));
  }

  /** A result of what {@code content} writes. */
  static ToolResult answer(Consumer<Fields> content) {
    return ToolResult.of(
        RenderedJson.ofUtf8(JsonBytes.write(generator -> content.accept(new Fields(generator)))));
  }

  private static ToolOutcome run(
      Operation operation, Action action, ObjectNode arguments, Invocation<Visitor> invocation)
      throws McpException, InterruptedException {
    Principal caller = invocation.caller().principal();
    if (!operation.isOpenTo(caller)) {
      return ToolResult.error(
          "%s needs the scope %s, which your token does not have. Ask the person who made it."
              .formatted(operation.toolName(), operation.scope().text()));
    }
    try {
      return action.run(new Arguments(arguments), invocation);
    } catch (RefusedException e) {
      return ToolResult.error(Hints.text(e));
    } catch (ToolError e) {
      return ToolResult.error(e.text());
    }
  }
}
