package dev.rollcall.ocp.call;

import dev.rollcall.ocp.Compatibility;
import dev.rollcall.ocp.OcpException;
import dev.rollcall.ocp.discovery.Tool;
import dev.rollcall.ocp.discovery.ToolParameter;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests of calls.
 *
 * <p>Correct: a value in the path is one segment or a part of one, whatever it holds; arrays in
 * queries and forms repeat their key; null is left out but for JSON bodies; cookies and forms are
 * sent; the order is the tool's. Stock is what the JavaScript library does: values go into the path
 * as they are, an array is one text with commas, null is {@code null}, cookies and forms are not
 * sent, the order is the caller's. (Characters that no {@link URI} holds are percent-encoded in
 * both.)
 */
public final class ToolRequests {
  private final Compatibility compatibility;
  private final ParameterCheck check;

  public ToolRequests(Compatibility compatibility) {
    this.compatibility = compatibility;
    check = new ParameterCheck(compatibility);
  }

  /**
   * The values of a call as JSON, in the same order.
   *
   * @throws ValidationException if JSON cannot say one; the message does not have it
   */
  public static Map<String, JsonNode> values(Map<String, ? extends @Nullable Object> parameters) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          try {
            values.put(name, json(value));
          } catch (JacksonException notJson) {
            faults.add("Parameter '%s' cannot be written as JSON".formatted(name));
          }
        });
    if (!faults.isEmpty()) {
      throw new ValidationException(faults);
    }
    return values;
  }

  private static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    boolean flat = value instanceof String || value instanceof Number || value instanceof Boolean;
    if (!flat) {
      // Writing ends at a depth; making a tree of a list that has itself in it ends the stack.
      JsonMapper.shared().writeValue(OutputStream.nullOutputStream(), value);
    }
    return JsonMapper.shared().valueToTree(value);
  }

  /**
   * The request that calls {@code tool}. Values for parameters that it does not have are left out.
   *
   * @param baseUrl what its path is appended to
   * @throws ValidationException if it does not take the values
   * @throws OcpException if no request can be made, or only one to another host than the base URL's
   */
  public ToolRequest build(String baseUrl, Tool tool, Map<String, JsonNode> values) {
    List<String> faults = check.faults(tool, values);
    if (!faults.isEmpty()) {
      throw new ValidationException(faults);
    }
    ToolRequest request =
        compatibility == Compatibility.STOCK
            ? stock(baseUrl, tool, values)
            : correct(baseUrl, tool, values);
    if (!isAt(baseUrl, request.uri())) {
      throw new OcpException(
          "The tool '%s' is not called: its path leads to another host than the API's base URL."
              .formatted(tool.name()));
    }
    return request;
  }

  /** Whether credentials for {@code baseUrl} may go to {@code uri}. */
  private static boolean isAt(String baseUrl, URI uri) {
    try {
      URI base = LenientUri.of(baseUrl);
      return Objects.equals(base.getScheme(), uri.getScheme())
          && Objects.equals(base.getRawAuthority(), uri.getRawAuthority());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static ToolRequest correct(String baseUrl, Tool tool, Map<String, JsonNode> values) {
    Sorted sorted = new Sorted(tool, values);
    List<String> faults = new ArrayList<>();
    String path = path(tool, sorted.path, faults);
    sorted.headers.forEach(
        (name, value) ->
            HeaderRules.fault(name, value)
                .ifPresent(fault -> faults.add("Parameter '%s': %s".formatted(name, fault))));
    if (!faults.isEmpty()) {
      throw new ValidationException(faults);
    }
    String url = baseUrl.replaceAll("/+$", "") + path;
    String query =
        sorted.query.stream()
            .map(pair -> LenientUri.component(pair.name) + "=" + LenientUri.component(pair.value))
            .collect(Collectors.joining("&"));
    Map<String, String> headers = new LinkedHashMap<>(sorted.headers);
    if (!sorted.cookies.isEmpty()) {
      headers.put(
          "Cookie",
          sorted.cookies.stream()
              .map(pair -> pair.name + "=" + LenientUri.component(pair.value))
              .collect(Collectors.joining("; ")));
    }
    Optional<String> body = Optional.empty();
    if (!sorted.form.isEmpty()) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
      body = Optional.of(form(sorted.form));
    } else if (!sorted.json.isEmpty()) {
      headers.put("Content-Type", "application/json");
      body = Optional.of(sorted.json.toString());
    }
    return new ToolRequest(tool.method(), url, uri(url, query), headers, body);
  }

  /** A segment that a value makes empty, {@code .} or {@code ..} would be another path. */
  private static String path(Tool tool, Map<String, String> values, List<String> faults) {
    Map<String, String> encoded = new LinkedHashMap<>();
    values.forEach((name, value) -> encoded.put(name, LenientUri.component(value)));
    for (String segment : tool.path().split("/", -1)) {
      List<String> names = ParameterCheck.placeholders(segment);
      String filled = ParameterCheck.filled(segment, encoded);
      if (!names.isEmpty() && (filled.isEmpty() || filled.equals(".") || filled.equals(".."))) {
        faults.add(
            "Parameter '%s' should be a part of a path, not empty, '.' or '..'"
                .formatted(names.getFirst()));
      }
    }
    return ParameterCheck.filled(tool.path(), encoded);
  }

  private ToolRequest stock(String baseUrl, Tool tool, Map<String, JsonNode> values) {
    String url = (baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl);
    url += tool.path();
    List<Pair> query = new ArrayList<>();
    Map<String, String> headers = new LinkedHashMap<>();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : values.entrySet()) {
      String name = entry.getKey();
      ToolParameter parameter = tool.parameters().get(name);
      if (parameter == null) {
        continue;
      }
      String text = Values.text(entry.getValue(), compatibility);
      switch (parameter.location()) {
        case "path" -> url = replaceFirst(url, "{" + name + "}", text);
        case "query", "" -> query.add(new Pair(name, text));
        case "header" -> headers.put(name, text);
        case "body" -> json.set(name, entry.getValue());
        default -> {
          // The stock libraries take cookies and forms and do not send them.
        }
      }
    }
    HeaderRules.require(headers);
    Optional<String> body = Optional.empty();
    if (!json.isEmpty()) {
      if (tool.method().equals("GET")) {
        throw new OcpException("Request with GET/HEAD method cannot have body.");
      }
      headers.put("Content-Type", "application/json");
      body = Optional.of(json.toString());
    }
    return new ToolRequest(
        tool.method(), url, collapsed(uri(url.replace('\\', '/'), form(query))), headers, body);
  }

  private static String replaceFirst(String text, String placeholder, String value) {
    int at = text.indexOf(placeholder);
    return at < 0
        ? text
        : text.substring(0, at) + value + text.substring(at + placeholder.length());
  }

  private static String form(List<Pair> pairs) {
    return pairs.stream()
        .map(
            pair ->
                URLEncoder.encode(pair.name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(pair.value, StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static URI uri(String url, String query) {
    int fragment = url.indexOf('#');
    String whole = fragment < 0 ? url : url.substring(0, fragment);
    if (!query.isEmpty()) {
      whole += (whole.indexOf('?') < 0 ? "?" : "&") + query;
    }
    try {
      URI uri = LenientUri.of(whole);
      if (uri.getHost() != null
          && ("http".equalsIgnoreCase(uri.getScheme())
              || "https".equalsIgnoreCase(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException unreadable) {
      throw new OcpException("Invalid URL: " + withoutQuery(url), unreadable);
    }
    throw new OcpException(
        "Invalid URL: %s. The API's base URL has to be absolute: register the API with one."
            .formatted(withoutQuery(url)));
  }

  private static String withoutQuery(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  /** Dot segments are gone before the stock libraries send. */
  private static URI collapsed(URI uri) {
    String path = uri.getRawPath();
    if (!path.contains("/.")) {
      return uri;
    }
    Deque<String> segments = new ArrayDeque<>();
    String[] all = path.substring(1).split("/", -1);
    for (int i = 0; i < all.length; i++) {
      boolean dots = all[i].equals(".") || all[i].equals("..");
      if (all[i].equals("..") && !segments.isEmpty()) {
        segments.removeLast();
      }
      if (!dots) {
        segments.addLast(all[i]);
      } else if (i == all.length - 1) {
        segments.addLast("");
      }
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(
        uri.getScheme() + "://" + uri.getRawAuthority() + "/" + String.join("/", segments) + query);
  }

  private record Pair(String name, String value) {}

  /** The values of a call, sorted by where they go. */
  private static final class Sorted {
    private final Map<String, String> path = new LinkedHashMap<>();
    private final List<Pair> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Pair> cookies = new ArrayList<>();
    private final List<Pair> form = new ArrayList<>();
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    Sorted(Tool tool, Map<String, JsonNode> values) {
      tool.parameters()
          .forEach(
              (name, parameter) -> {
                JsonNode value = values.get(name);
                if (value != null) {
                  add(tool, name, parameter.location(), value);
                }
              });
      for (String name : ParameterCheck.placeholders(tool.path())) {
        JsonNode value = values.get(name);
        if (value != null && !path.containsKey(name)) {
          path.put(name, Values.text(value, Compatibility.CORRECT));
        }
      }
    }

    private void add(Tool tool, String name, String location, JsonNode value) {
      if (location.equals("body") && !tool.form()) {
        json.set(name, value);
        return;
      }
      if (value.isNull()) {
        return;
      }
      switch (location) {
        case "path" -> path.put(name, Values.text(value, Compatibility.CORRECT));
        case "header" -> headers.put(name, Values.text(value, Compatibility.CORRECT));
        case "cookie" -> addTo(cookies, name, value);
        case "body", "formData" -> addTo(form, name, value);
        default -> addTo(query, name, value);
      }
    }

    private static void addTo(List<Pair> pairs, String name, JsonNode value) {
      Values.repeated(value).forEach(text -> pairs.add(new Pair(name, text)));
    }
  }
}
