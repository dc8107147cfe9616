package dev.rollcall.ocp.call;

import dev.rollcall.ocp.Compatibility;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an answer sends a call, and what of the call goes there.
 *
 * <p>Another origin gets no header that may hold a secret. Correct: nothing that the caller added,
 * be it credentials, keys, the context or a body; an answer that asks for the body to go there is
 * the final one. Stock: everything but {@code Authorization}, {@code Cookie} and {@code
 * Proxy-Authorization}.
 */
final class Redirects {
  private static final Set<String> HARMLESS = Set.of("accept", "content-type");
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "cookie", "proxy-authorization");

  private final Compatibility compatibility;

  Redirects(Compatibility compatibility) {
    this.compatibility = compatibility;
  }

  /** The call that {@code answer} asks for, or nothing if it is the final one. */
  Optional<HttpCall> after(HttpCall call, HttpAnswer answer) throws IOException {
    Optional<String> location = answer.header("Location");
    boolean redirect =
        switch (answer.status()) {
          case 301, 302, 303, 307, 308 -> location.isPresent();
          default -> false;
        };
    if (!redirect) {
      return Optional.empty();
    }
    URI to = resolve(call.uri(), location.orElseThrow());
    boolean withoutBody =
        (answer.status() == 303 && !call.method().equals("HEAD"))
            || (answer.status() <= 302 && call.method().equals("POST"));
    boolean elsewhere = !origin(call.uri()).equals(origin(to));
    if (elsewhere
        && !withoutBody
        && call.body().isPresent()
        && compatibility == Compatibility.CORRECT) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>(call.headers());
    if (elsewhere) {
      headers.keySet().removeIf(this::isWithheld);
    }
    if (withoutBody) {
      headers.keySet().removeIf(name -> name.equalsIgnoreCase("Content-Type"));
      return Optional.of(call.redirected("GET", to, headers, Optional.empty()));
    }
    return Optional.of(call.redirected(call.method(), to, headers, call.body()));
  }

  private boolean isWithheld(String name) {
    String lowerCased = name.toLowerCase(Locale.ROOT);
    return compatibility == Compatibility.STOCK
        ? CREDENTIALS.contains(lowerCased)
        : !HARMLESS.contains(lowerCased);
  }

  private static URI resolve(URI from, String location) throws IOException {
    try {
      URI to = from.resolve(LenientUri.of(location));
      String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
      if (to.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return to;
      }
    } catch (IllegalArgumentException unreadable) {
      throw new IOException("redirected to an address that cannot be read", unreadable);
    }
    throw new IOException("redirected to an address that is not http or https");
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("https") ? 443 : 80;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
  }
}
