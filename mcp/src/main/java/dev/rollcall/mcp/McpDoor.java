package dev.rollcall.mcp;

import dev.rollcall.http.HttpHandler;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The HTTP side of a server: Streamable HTTP of all its revisions at the path where it is mounted
 * and below. Each request passes the guard, then the gate, before anything of it is read.
 */
public final class McpDoor<P> implements HttpHandler {
  private static final String METHODS = "POST, GET, DELETE, OPTIONS";

  private static final String HEADERS =
      "Authorization, Content-Type, Accept, Last-Event-ID, MCP-Protocol-Version, Mcp-Session-Id,"
          + " Mcp-Method, Mcp-Name";

  private static final Pattern PARAMETER_HEADER = Pattern.compile("mcp-param-[a-z0-9_.-]{1,64}");

  private static final int MOST_PARAMETER_HEADERS = 20;

  private final McpServer<P> server;
  private final Gate<P> gate;
  private final HttpGuard guard;

  public McpDoor(McpServer<P> server, Gate<P> gate, HttpGuard guard) {
    this.server = server;
    this.gate = gate;
    this.guard = guard;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Optional<String> objection = guard.objection(request);
    if (objection.isPresent()) {
      return refusal(403, "Forbidden: " + objection.get() + ".");
    }
    Optional<String> origin = request.headers().first("Origin");
    HttpResponse response =
        request.method().equals("OPTIONS")
            ? options(request, origin.isPresent())
            : admitted(request);
    return origin.isEmpty()
        ? response
        : response
            .with("Access-Control-Allow-Origin", origin.get().strip())
            .with("Access-Control-Expose-Headers", "Mcp-Session-Id, WWW-Authenticate")
            .with("Vary", "Origin");
  }

  /** What clients of MCP understand: an error message without an id. */
  @Override
  public HttpResponse refuse(Refusal refusal) {
    int code = refusal.status() >= 500 ? Answer.INTERNAL_ERROR : Answer.INVALID_REQUEST;
    return HttpResponse.json(
        refusal.status(),
        Envelope.fault(
            Optional.empty(), Answer.refusal(refusal.status(), code, refusal.message())));
  }

  private HttpResponse admitted(HttpRequest request) {
    P caller;
    try {
      caller = gate.admit(request);
    } catch (NotAdmittedException e) {
      return e.response();
    }
    return switch (request.method()) {
      case "POST" -> post(caller, request);
      case "GET" ->
          accepts(request, EventStreams.TYPE)
              ? server.get(caller, request)
              : refusal(406, "Not acceptable: the answer is text/event-stream.");
      case "DELETE" -> server.delete(caller, request);
      default ->
          refusal(405, "The method " + request.method() + " is not allowed here.")
              .with("Allow", METHODS);
    };
  }

  private HttpResponse post(P caller, HttpRequest request) {
    String type = request.headers().first("Content-Type").orElse("");
    if (!mediaType(type).equals("application/json")) {
      return refusal(415, "The body must be sent as Content-Type application/json.");
    }
    if (!accepts(request, "application/json") || !accepts(request, EventStreams.TYPE)) {
      return refusal(
          406,
          "Not acceptable: the Accept header must name application/json and text/event-stream.");
    }
    return server.post(caller, request);
  }

  private static HttpResponse options(HttpRequest request, boolean preflight) {
    HttpResponse allowed = HttpResponse.empty(204).with("Allow", METHODS);
    return preflight
        ? allowed
            .with("Access-Control-Allow-Methods", METHODS)
            .with("Access-Control-Allow-Headers", HEADERS + parameterHeaders(request))
            .with("Access-Control-Max-Age", "600")
        : allowed;
  }

  /** The headers that repeat arguments of tools, as far as the page asks for them. */
  private static String parameterHeaders(HttpRequest request) {
    return Arrays.stream(
            request.headers().first("Access-Control-Request-Headers").orElse("").split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> PARAMETER_HEADER.matcher(name).matches())
        .limit(MOST_PARAMETER_HEADERS)
        .map(name -> ", " + name)
        .collect(Collectors.joining());
  }

  /** Whether {@code type} may be the answer; it may if nothing is said of it. */
  private static boolean accepts(HttpRequest request, String type) {
    List<String> lines = request.headers().all("Accept");
    if (lines.isEmpty()) {
      return true;
    }
    String family = type.substring(0, type.indexOf('/')) + "/*";
    for (String line : lines) {
      for (String range : line.split(",", -1)) {
        String media = mediaType(range);
        if (media.equals(type) || media.equals("*/*") || media.equals(family)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String mediaType(String value) {
    int semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  private static HttpResponse refusal(int status, String message) {
    return HttpResponse.json(
        status,
        Envelope.fault(Optional.empty(), Answer.refusal(status, Answer.INVALID_REQUEST, message)));
  }
}
