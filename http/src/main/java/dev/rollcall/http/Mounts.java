package dev.rollcall.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which handler a path belongs to: that of the longest prefix made of whole segments. */
final class Mounts {
  /** A handler and the path prefix it serves. */
  record Mount(String prefix, HttpHandler handler) {
    private boolean serves(String path) {
      return path.startsWith(prefix)
          && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
  }

  /** Where requests go that are nobody's. */
  private static final Mount NOWHERE =
      new Mount("", request -> HttpResponse.json(404, notFound(request)));

  private final List<Mount> longestFirst;

  Mounts(Map<String, HttpHandler> handlers) {
    longestFirst =
        handlers.entrySet().stream()
            .map(entry -> new Mount(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingInt((Mount mount) -> mount.prefix().length()).reversed())
            .toList();
  }

  Mount of(String path) {
    for (Mount mount : longestFirst) {
      if (mount.serves(path)) {
        return mount;
      }
    }
    return NOWHERE;
  }

  /** The handler that speaks for a request whose target may be beyond understanding. */
  Mount ofTarget(String target) {
    int mark = target.indexOf('?');
    return of(mark < 0 ? target : target.substring(0, mark));
  }

  private static byte[] notFound(HttpRequest request) {
    return RefusalBody.of(new Refusal(request.id(), 404, "nothing is served at this path"));
  }
}
