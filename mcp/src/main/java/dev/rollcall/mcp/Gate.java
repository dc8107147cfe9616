package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;

/**
 * Decides who a request comes from. Asked for each request, before its body is looked at.
 *
 * @param <P> who calls
 */
@FunctionalInterface
public interface Gate<P> {
  /**
   * Who sent {@code request}.
   *
   * @throws NotAdmittedException with the answer for someone who is not let in
   */
  P admit(HttpRequest request) throws NotAdmittedException;
}
