package dev.rollcall.mcp;

import dev.rollcall.http.HttpResponse;

/** A request is not let in; carries the whole HTTP answer that says why. */
public final class NotAdmittedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient HttpResponse response;

  public NotAdmittedException(HttpResponse response) {
    super("answered with status " + response.status(), null, false, false);
    this.response = response;
  }

  public HttpResponse response() {
    return response;
  }
}
