package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.Compatibility;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds the URL that the paths of a description are appended to. */
final class BaseUrls {
  private static final int LONGEST = 8192;

  private BaseUrls() {}

  /** The base URL of an OpenAPI 3 description: its first server. */
  static String ofServers(
      JsonNode document, Optional<URI> documentUrl, Compatibility compatibility) {
    JsonNode server = document.path("servers").path(0);
    String url = Nodes.text(server, "url");
    if (compatibility == Compatibility.STOCK) {
      return url;
    }
    String substituted = substituted(url, server.path("variables"));
    return web(documentUrl).map(at -> resolved(at, substituted)).orElse(substituted);
  }

  /** The base URL of a Swagger 2 description; empty if it is not told. */
  static String ofHost(JsonNode document, Optional<URI> documentUrl, Compatibility compatibility) {
    String host = Nodes.text(document, "host");
    String basePath = Nodes.text(document, "basePath");
    List<String> schemes = Nodes.texts(document.path("schemes"));
    if (compatibility == Compatibility.STOCK) {
      String scheme = schemes.isEmpty() ? "https" : schemes.getFirst();
      return host.isEmpty() ? "" : scheme + "://" + host + basePath;
    }
    Optional<URI> at = web(documentUrl);
    String scheme =
        schemes.stream()
            .filter(each -> each.equals("https") || each.equals("http"))
            .findFirst()
            .or(() -> at.map(URI::getScheme))
            .orElse("https");
    String authority = host.isEmpty() ? at.map(URI::getRawAuthority).orElse("") : host;
    return authority.isEmpty() ? "" : scheme + "://" + authority + basePath;
  }

  private static Optional<URI> web(Optional<URI> documentUrl) {
    return documentUrl.filter(
        url ->
            url.getRawAuthority() != null
                && ("https".equalsIgnoreCase(url.getScheme())
                    || "http".equalsIgnoreCase(url.getScheme())));
  }

  /** No server at all means the root of where the description is (OpenAPI 3.1 §4.8.1). */
  private static String resolved(URI documentUrl, String url) {
    try {
      return documentUrl.resolve(url.isEmpty() ? "/" : url).toString();
    } catch (IllegalArgumentException notAUri) {
      return url;
    }
  }

  private static Optional<String> first(JsonNode values) {
    return Optional.of(Nodes.text(values.path(0))).filter(text -> !text.isEmpty());
  }

  /** {@code url} with the default values of its variables; one without a default stays. */
  private static String substituted(String url, JsonNode variables) {
    StringBuilder result = new StringBuilder();
    int at = 0;
    while (at < url.length()) {
      int open = url.indexOf('{', at);
      int close = open < 0 ? -1 : url.indexOf('}', open);
      if (close < 0) {
        break;
      }
      JsonNode variable = variables.path(url.substring(open + 1, close));
      String value =
          Nodes.someText(variable, "default")
              .or(() -> first(variable.path("enum")))
              .orElse(url.substring(open, close + 1));
      result.append(url, at, open).append(value);
      if (result.length() > LONGEST) {
        throw new DiscoveryException(
            "The URL of the description's server is longer than " + LONGEST + " characters");
      }
      at = close + 1;
    }
    return result.append(url, at, url.length()).toString();
  }
}
