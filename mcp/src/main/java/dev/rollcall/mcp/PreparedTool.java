package dev.rollcall.mcp;

import dev.rollcall.mcp.schema.ArgumentCheck;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A tool, and what is derived from its schema. */
final class PreparedTool<P> {
  private final Tool<P> tool;
  private final AtomicReference<@Nullable ArgumentCheck> check = new AtomicReference<>();
  private final ParameterHeaders headers;

  /**
   * Prepares {@code tool}.
   *
   * @throws IllegalArgumentException if its schema names headers wrongly
   */
  PreparedTool(Tool<P> tool) {
    this.tool = tool;
    headers = ParameterHeaders.of(tool.definition().inputSchema());
  }

  String name() {
    return tool.definition().name();
  }

  ToolHandler<P> handler() {
    return tool.handler();
  }

  /** Whether arguments fit; made when the tool is called first, since that takes a while. */
  ArgumentCheck check() {
    ArgumentCheck known = check.get();
    if (known == null) {
      known = ArgumentCheck.of(tool.definition().inputSchema());
      check.set(known);
    }
    return known;
  }

  /** Which arguments clients repeat in header fields. */
  ParameterHeaders headers() {
    return headers;
  }
}
