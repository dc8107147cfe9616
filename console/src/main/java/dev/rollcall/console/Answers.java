package dev.rollcall.console;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;

/** What the console itself answers, in JSON of the same fields as the errors of the API. */
final class Answers {
  private static final int UNAUTHENTICATED = 20003;

  private Answers() {}

  static HttpResponse refusal(int status, String message) {
    byte[] body =
        JsonBytes.write(
            json -> {
              json.writeStartObject();
              json.writeNumberProperty("code", code(status));
              json.writeStringProperty("message", message);
              json.writeNumberProperty("status", status);
              json.writeEndObject();
            });
    return HttpResponse.json(status, body).with("Cache-Control", "no-store");
  }

  /** Without WWW-Authenticate, at which a browser would ask for a password in its own window. */
  static HttpResponse signInFirst() {
    return refusal(401, "The session is over, or there was none: sign in.");
  }

  static HttpResponse notAllowed(String methods) {
    return refusal(405, "Method not allowed: " + methods + " are served here.")
        .with("Allow", methods);
  }

  /** The API's codes of errors without one of their own are 20000 and the status. */
  private static int code(int status) {
    return status == 401 || status == 403 ? UNAUTHENTICATED : 20_000 + status;
  }
}
