package dev.rollcall.console.catalogue;

import java.util.List;
import java.util.Optional;

/** The tools of an MCP server. Safe for use by many threads. */
public interface McpTools {
  /** All of them as they are published now, in the order of {@code tools/list}. */
  List<PublishedTool> tools();

  /** The name of the tool that somebody may have meant by {@code name}. */
  Optional<String> nearest(String name);
}
