package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a tool belongs and what opens it.
 *
 * @param scopes the first opens all the tool can do; a second one only what concerns the caller
 *     itself
 */
public record ToolAccess(Toolset toolset, List<Scope> scopes) {
  public ToolAccess {
    scopes = List.copyOf(scopes);
  }

  /** That of the tool called {@code name}; empty if there is none. */
  public static Optional<ToolAccess> of(String name) {
    return Operation.named(name)
        .map(
            operation ->
                new ToolAccess(
                    operation.toolset(),
                    Stream.of(operation.scope(), operation.partly()).distinct().toList()));
  }
}
