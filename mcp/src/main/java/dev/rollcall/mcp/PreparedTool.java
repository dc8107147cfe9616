package dev.rollcall.mcp;

import dev.rollcall.mcp.schema.ArgumentCheck;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A tool, and what is derived from its schema when it is called first. */
final class PreparedTool<P> {
  private final Tool<P> tool;
  private final AtomicReference<@Nullable ArgumentCheck> check = new AtomicReference<>();
  private final AtomicReference<@Nullable ParameterHeaders> headers = new AtomicReference<>();

  PreparedTool(Tool<P> tool) {
    this.tool = tool;
  }

  String name() {
    return tool.definition().name();
  }

  ToolHandler<P> handler() {
    return tool.handler();
  }

  /** Whether arguments fit. */
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
    return Optional.ofNullable(headers.get())
        .orElseGet(
            () -> {
              ParameterHeaders made = ParameterHeaders.of(tool.definition().inputSchema());
              headers.set(made);
              return made;
            });
  }
}
