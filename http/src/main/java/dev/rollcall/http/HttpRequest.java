package dev.rollcall.http;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One request, read whole. Immutable but for the body's bytes, which nobody may write to, and for
 * what is to be done if the client goes away.
 */
public final class HttpRequest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String id;
  private final String method;
  private final String path;
  private final List<String> segments;
  private final Parameters query;
  private final Headers headers;
  private final byte[] body;
  private final InetSocketAddress remote;
  private final EarlyEnd abandonment;

  private HttpRequest(
      String id,
      String method,
      String path,
      List<String> segments,
      Parameters query,
      Headers headers,
      byte[] body,
      InetSocketAddress remote,
      EarlyEnd abandonment) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.segments = segments;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.remote = remote;
    this.abandonment = abandonment;
  }

  /**
   * A request without a body from its first line.
   *
   * @param target path and query as they stood in the request line, still encoded; the absolute
   *     form (RFC 9112 §3.2.2) is taken too
   * @throws MalformedRequestException if {@code target} has no path or is wrongly encoded
   */
  public static HttpRequest parse(
      String id, String method, String target, Headers headers, InetSocketAddress remote) {
    String local = withoutAuthority(target);
    int mark = local.indexOf('?');
    String path = mark < 0 ? local : local.substring(0, mark);
    Parameters query = mark < 0 ? Parameters.NONE : Parameters.parse(local.substring(mark + 1));
    return new HttpRequest(
        id, method, path, split(path), query, headers, new byte[0], remote, new EarlyEnd());
  }

  /** The same request with a body. */
  public HttpRequest withBody(byte[] bytes) {
    return new HttpRequest(id, method, path, segments, query, headers, bytes, remote, abandonment);
  }

  /** The request's own name, for answers and the log. */
  public String id() {
    return id;
  }

  /** The method in capitals as sent; a handler sees GET where the client sent HEAD. */
  public String method() {
    return method;
  }

  /** The path as sent, still encoded, with its leading slash. */
  public String path() {
    return path;
  }

  /**
   * The path's segments: split at each slash that was sent bare, then decoded, so that an encoded
   * slash stays inside its segment. {@code /a/b} has two, {@code /a/} has {@code a} and an empty
   * one.
   */
  public List<String> segments() {
    return segments;
  }

  public Parameters query() {
    return query;
  }

  public Headers headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  /** Who sent it: the next hop, which may be a proxy. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** The media type that the body is said to have, in small letters; empty if it is not said. */
  public String mediaType() {
    String type = headers.first("Content-Type").orElse("");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The body as a form; without parameters if there is no body.
   *
   * @throws MalformedRequestException if the body is something else or wrongly encoded
   */
  public Parameters form() {
    if (body.length == 0) {
      return Parameters.NONE;
    }
    if (!mediaType().equals(FORM)) {
      throw new MalformedRequestException(
          "the body must be sent as Content-Type " + FORM + ", not '" + mediaType() + "'");
    }
    return Parameters.parse(new String(body, StandardCharsets.UTF_8));
  }

  /**
   * Runs {@code action} once if the connection ends before the answer has been sent completely,
   * because the client closed or reset it or because the server gave the client up; at once, on the
   * calling thread, if that has happened. Several actions may be given. Only for quick,
   * non-blocking ones: they may run on the thread that does I/O.
   *
   * <p>A client that has sent a further request already and then goes away is noticed only when
   * something is sent to it.
   */
  public void onAbandoned(Runnable action) {
    abandonment.then(action);
  }

  EarlyEnd abandonment() {
    return abandonment;
  }

  /** Without query, headers and body, which may hold secrets. */
  @Override
  public String toString() {
    return "HttpRequest[" + id + " " + method + " " + path + "]";
  }

  private static String withoutAuthority(String target) {
    if (target.startsWith("/")) {
      return target;
    }
    int scheme = target.indexOf("://");
    int path = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
    if (path < 0) {
      throw new MalformedRequestException("the request target has no path");
    }
    return target.substring(path);
  }

  private static List<String> split(String path) {
    List<String> segments = new ArrayList<>(8);
    int start = 1;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = path.length();
      }
      segments.add(PercentCoding.decodeSegment(path.substring(start, end)));
      start = end + 1;
    }
    return Collections.unmodifiableList(segments);
  }
}
