package dev.rollcall.mcp;

import tools.jackson.databind.node.ObjectNode;

/** Runs a tool. Safe for use by many threads; each call has a virtual thread of its own. */
@FunctionalInterface
public interface ToolHandler<P> {
  /**
   * Runs the tool.
   *
   * @param arguments valid by the tool's input schema
   * @throws McpException for what is wrong with the call as a message; what is wrong with its
   *     values is a {@link ToolResult} with the error mark
   */
  ToolOutcome call(ObjectNode arguments, Invocation<P> invocation)
      throws McpException, InterruptedException;
}
