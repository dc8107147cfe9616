package dev.rollcall.server.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The query of a request under construction. */
final class ParameterList {
  private final List<String> pairs = new ArrayList<>();

  ParameterList add(String name, String value) {
    pairs.add(encoded(name) + "=" + encoded(value));
    return this;
  }

  /** {@code ?name=value&…}, or nothing. */
  String query() {
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }

  /** {@code text} as it may stand in a query or in one segment of a path. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
