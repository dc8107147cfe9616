package dev.rollcall.mcp;

import java.util.List;
import java.util.Optional;

/** What can be read by URI. Safe for use by many threads. */
public interface Resources<P> {
  /**
   * A page of the resources that {@code caller} may read.
   *
   * @param cursor the {@code next} of the page before
   * @throws McpException with -32602 if the cursor is not one of this list
   */
  ResourcePage list(P caller, Optional<String> cursor) throws McpException;

  /** Families of resources, told by URI templates (RFC 6570). */
  List<ResourceTemplate> templates();

  /** What {@code uri} holds; empty if it names nothing that {@code caller} may read. */
  Optional<List<ResourceContents>> read(P caller, String uri)
      throws McpException, InterruptedException;

  /**
   * Whether {@code caller} may be told of changes of {@code uri}: asked when it subscribes and
   * again before each notification.
   */
  boolean mayWatch(P caller, String uri);
}
