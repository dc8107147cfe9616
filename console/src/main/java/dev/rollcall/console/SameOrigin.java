package dev.rollcall.console;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.Origin;
import java.util.List;
import java.util.Optional;

/**
 * Tells a request of our own pages' scripts from one that another site had a browser make. Two
 * things show it, either of which would do: a header that a page of another origin cannot send
 * without being allowed to, which nobody is, and where the browser says that the request comes
 * from.
 */
final class SameOrigin {
  /** The header that our scripts send with every request. */
  static final String HEADER = "Rollcall-Console";

  private SameOrigin() {}

  /** Whether the request says that it is the console's. */
  static boolean isConsoles(HttpRequest request) {
    return request.headers().first(HEADER).isPresent();
  }

  /** What speaks against the request; empty if nothing does. */
  static Optional<String> objection(HttpRequest request) {
    if (!request.headers().all(HEADER).equals(List.of("1"))) {
      return Optional.of("The header '" + HEADER + ": 1' is missing: the console's pages send it.");
    }
    if (request.headers().all("Sec-Fetch-Site").stream()
        .anyMatch(site -> !site.equals("same-origin"))) {
      return Optional.of("The request comes from a page of another site.");
    }
    List<String> origins = request.headers().all("Origin");
    boolean reads = request.method().equals("GET");
    if (origins.isEmpty() && !reads) {
      return Optional.of("The header Origin is missing: browsers send it with every change.");
    }
    if (!origins.stream().allMatch(origin -> origin.equalsIgnoreCase(Origin.of(request)))) {
      return Optional.of(
          "The page is of another origin than this server. If a proxy is in front, it has to pass"
              + " Host on, and to say X-Forwarded-Proto: https where it speaks https.");
    }
    return Optional.empty();
  }
}
