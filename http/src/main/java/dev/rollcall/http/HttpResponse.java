package dev.rollcall.http;

import java.util.ArrayList;
import java.util.List;

/**
 * One answer. The server adds {@code Content-Length}, {@code Date} and what the connection needs.
 * Immutable but for the body's bytes, which nobody may write to once they are here.
 */
public final class HttpResponse {
  private static final byte[] EMPTY = new byte[0];
  private static final Header JSON = new Header("Content-Type", "application/json; charset=utf-8");

  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  private HttpResponse(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** An answer without a body. */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, List.of(), EMPTY);
  }

  /** An answer of ready-made JSON in UTF-8. */
  public static HttpResponse json(int status, byte[] body) {
    return new HttpResponse(status, List.of(JSON), body);
  }

  /** An answer of bytes of any kind. */
  public static HttpResponse of(int status, String contentType, byte[] body) {
    return new HttpResponse(status, List.of(new Header("Content-Type", contentType)), body);
  }

  /** The same answer with one more header field. */
  public HttpResponse with(String name, String value) {
    List<Header> more = new ArrayList<>(headers.size() + 1);
    more.addAll(headers);
    more.add(new Header(name, value));
    return new HttpResponse(status, List.copyOf(more), body);
  }

  public int status() {
    return status;
  }

  public List<Header> headers() {
    return headers;
  }

  public byte[] body() {
    return body;
  }

  @Override
  public String toString() {
    return "HttpResponse[" + status + ", " + body.length + " bytes]";
  }
}
