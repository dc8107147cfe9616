package dev.rollcall.http;

/** Answers requests. Safe for use by many threads; each request has a virtual thread of its own. */
@FunctionalInterface
public interface HttpHandler {
  /**
   * Answers one request; may block. A {@link MalformedRequestException} is answered with 400,
   * anything else it throws with 500.
   */
  HttpResponse handle(HttpRequest request);

  /**
   * The body and headers of an answer that the server gives in this handler's place, in the shape
   * that this handler's clients understand. Runs on the thread that does I/O: it must not block.
   */
  default HttpResponse refuse(Refusal refusal) {
    return HttpResponse.json(refusal.status(), RefusalBody.of(refusal));
  }
}
