package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.access.Principal;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.mcp.NotAdmittedException;

/** Finds out who sent a request. Safe for use by many threads. */
@FunctionalInterface
public interface Authentication {
  /**
   * Who sent {@code request}; looks at nothing but its headers, its query and its sender.
   *
   * @throws NotAdmittedException with the answer for someone who is not let in
   */
  Principal authenticate(HttpRequest request) throws NotAdmittedException;
}
