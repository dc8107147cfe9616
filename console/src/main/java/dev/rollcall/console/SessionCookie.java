package dev.rollcall.console;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cookie that shows a session (RFC 6265). No script reads it and no other site's request
 * carries it. Over https it has a name that browsers take from this host alone, and never from an
 * unencrypted page.
 */
final class SessionCookie {
  private static final String NAME = "rollcall-console";
  private static final String SECURE_NAME = "__Host-" + NAME;
  private static final String ATTRIBUTES = "; Path=/; HttpOnly; SameSite=Strict";

  private SessionCookie() {}

  /** The id that the request shows; empty if it shows none, or several. */
  static Optional<String> of(HttpRequest request) {
    String prefix = name(request) + "=";
    List<String> ids =
        request.headers().all("Cookie").stream()
            .flatMap(line -> Arrays.stream(line.split(";")))
            .map(String::strip)
            .filter(pair -> pair.startsWith(prefix))
            .map(pair -> pair.substring(prefix.length()))
            .distinct()
            .toList();
    return ids.size() == 1 ? Optional.of(ids.getFirst()) : Optional.empty();
  }

  /** {@code response} with the cookie, which lasts as long as the browser runs. */
  static HttpResponse give(HttpRequest request, HttpResponse response, String id) {
    return response.with("Set-Cookie", name(request) + "=" + id + attributes(request));
  }

  /** {@code response} that takes the cookie away. */
  static HttpResponse take(HttpRequest request, HttpResponse response) {
    return response.with("Set-Cookie", name(request) + "=" + attributes(request) + "; Max-Age=0");
  }

  private static String name(HttpRequest request) {
    return isSecure(request) ? SECURE_NAME : NAME;
  }

  private static String attributes(HttpRequest request) {
    return isSecure(request) ? ATTRIBUTES + "; Secure" : ATTRIBUTES;
  }

  private static boolean isSecure(HttpRequest request) {
    return Origin.of(request).startsWith("https://");
  }
}
