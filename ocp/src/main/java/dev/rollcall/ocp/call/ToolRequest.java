package dev.rollcall.ocp.call;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is sent to call a tool.
 *
 * @param url where, as far as the path goes and as it was put together
 * @param uri where, with the query and as HTTP carries it
 * @param headers those that the tool's parameters and body need
 */
public record ToolRequest(
    String method, String url, URI uri, Map<String, String> headers, Optional<String> body) {
  public ToolRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }
}
