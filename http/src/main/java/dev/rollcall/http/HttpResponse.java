package dev.rollcall.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One answer. The server adds {@code Content-Length} (or {@code Transfer-Encoding} to a streamed
 * one), {@code Date} and what the connection needs. Immutable but for the body's bytes, which
 * nobody may write to once they are here.
 */
public final class HttpResponse {
  private static final byte[] EMPTY = new byte[0];
  private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");

  private final int status;
  private final List<Header> headers;
  private final byte[] body;
  private final Optional<StreamBody> stream;

  private HttpResponse(int status, List<Header> headers, byte[] body, Optional<StreamBody> stream) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.stream = stream;
  }

  /** An answer without a body. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, List.of(), EMPTY, Optional.empty());
  }

  /** An answer of ready-made JSON in UTF-8. */
  public static HttpResponse json(int status, byte[] body) {
    return new HttpResponse(status, List.of(JSON), body, Optional.empty());
  }

  /** An answer of bytes of any kind. */
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(
        status, List.of(new Header("Content-Type", contentType)), body, Optional.empty());
  }

  /**
   * An answer whose body is written piece by piece while it is sent, as chunks (RFC 9112 §7.1). A
   * proxy that buffers, or a cache, must be told by headers of the handler's own.
   *
   * @throws IllegalArgumentException if an answer with this status has no body
   */
  public static HttpResponse stream(int status, String contentType, StreamBody body) {
    if (status < 200 || status == 204 || status == 304) {
      throw new IllegalArgumentException("an answer with status " + status + " has no body");
    }
    return new HttpResponse(
        status, List.of(new Header("Content-Type", contentType)), EMPTY, Optional.of(body));
  }

  /** The same answer with one more header field. */
  public HttpResponse with(String name, String value) {
    List<Header> more = new ArrayList<>(headers.size() + 1);
    more.addAll(headers);
    more.add(new Header(name, value));
    return new HttpResponse(status, List.copyOf(more), body, stream);
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  /** The whole body; empty if it is streamed. */
  public byte[] body() {
    return body;
  }

  /** What writes the body, if it is streamed. */
  public Optional<StreamBody> stream() {
    return stream;
  }

  @Override
  public String toString() {
    String length = stream.isPresent() ? "streamed" : body.length + " bytes";
    return "HttpResponse[" + status + ", " + length + "]";
  }
}
