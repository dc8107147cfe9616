package dev.rollcall.pages;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A body that is ready to be sent, as it is or compressed, and its tag. The tag is weak, since it
 * names both forms. Immutable.
 */
public final class Rendered {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int WORTH_COMPRESSING = 1_024;
  private static final int TAG_BYTES = 16;

  private final String contentType;
  private final byte[] begin;
  private final Optional<SharedEnd> end;
  private final String tag;

  /** A body in one piece. */
  public Rendered(String contentType, byte[] plain) {
    this(contentType, plain, Optional.empty());
  }

  private Rendered(String contentType, byte[] begin, Optional<SharedEnd> end) {
    this.contentType = contentType;
    this.begin = begin;
    this.end = end;
    byte[] digest = end.map(each -> each.digestAfter(begin)).orElseGet(() -> digest(begin));
    tag = "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
  }

  public static Rendered json(byte[] plain) {
    return new Rendered(JSON, plain);
  }

  /** JSON that ends as others do. */
  public static Rendered json(byte[] begin, SharedEnd end) {
    return new Rendered(JSON, begin, Optional.of(end));
  }

  /**
   * The answer to {@code request}: 304 if the client has this body already (RFC 9110 §13.1.2).
   *
   * @param varies the request headers besides {@code Accept-Encoding} that another answer would
   *     have come of
   */
  public HttpResponse answer(HttpRequest request, String varies) {
    HttpResponse response;
    if (isAtHand(request)) {
      response = HttpResponse.empty(304);
    } else if (length() >= WORTH_COMPRESSING
        && Preferences.names(request, "Accept-Encoding", "gzip")) {
      response = HttpResponse.of(200, contentType, compressed()).with("Content-Encoding", "gzip");
    } else {
      response = HttpResponse.of(200, contentType, plain());
    }
    return response
        .with("ETag", tag)
        .with("Cache-Control", "no-cache")
        .with("Vary", varies.isEmpty() ? "Accept-Encoding" : varies + ", Accept-Encoding");
  }

  private boolean isAtHand(HttpRequest request) {
    return request.headers().all("If-None-Match").stream()
        .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || strong(each).equals(strong(tag)));
  }

  private static String strong(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private int length() {
    return begin.length + end.map(SharedEnd::length).orElse(0);
  }

  private byte[] plain() {
    return end.map(each -> each.after(begin)).orElse(begin);
  }

  private byte[] compressed() {
    return end.map(each -> each.compressedAfter(begin)).orElseGet(() -> Gzip.of(begin));
  }

  static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
