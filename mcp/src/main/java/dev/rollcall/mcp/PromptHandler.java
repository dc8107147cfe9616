package dev.rollcall.mcp;

import java.util.Map;

/** Answers a prompt. Safe for use by many threads. */
@FunctionalInterface
public interface PromptHandler<P> {
  /**
   * The prompt's messages.
   *
   * @param arguments all required ones are there; none that is not declared
   * @throws McpException if they make no sense
   */
  PromptOutcome get(Map<String, String> arguments, Invocation<P> invocation)
      throws McpException, InterruptedException;
}
