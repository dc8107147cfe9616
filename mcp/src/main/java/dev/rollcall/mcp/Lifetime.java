package dev.rollcall.mcp;

import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** How long clients may keep a result, for the revision that knows of it. */
final class Lifetime {
  private Lifetime() {}

  static void put(ObjectNode members, Revision revision, Duration lifetime) {
    if (revision.isStateless()) {
      members.put("ttlMs", lifetime.toMillis());
      members.put("cacheScope", "private");
    }
  }
}
