package dev.rollcall.ocp.call;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request to be sent.
 *
 * @param headers besides those that the client adds
 * @param body its content, if it has one
 * @param timeout for all of it: connecting, redirects, and the whole answer
 */
public record HttpCall(
    String method, URI uri, Map<String, String> headers, Optional<String> body, Duration timeout) {
  public HttpCall {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /** A GET of {@code uri} that says nothing of whoever sends it. */
  public static HttpCall get(URI uri, Duration timeout) {
    return new HttpCall("GET", uri, Map.of("Accept", "*/*"), Optional.empty(), timeout);
  }

  HttpCall redirected(String toMethod, URI to, Map<String, String> with, Optional<String> content) {
    return new HttpCall(toMethod, to, with, content, timeout);
  }

  /** Where it goes: never its headers, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + uri.getHost();
  }
}
