package dev.rollcall.registry;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A body that is ready to be sent, as it is or compressed, and its tag. The tag is weak, since it
 * names both forms. Immutable.
 */
final class Rendered {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int WORTH_COMPRESSING = 1_024;
  private static final int TAG_BYTES = 16;

  private final String contentType;
  private final byte[] begin;
  private final Optional<SharedEnd> end;
  private final String tag;

  Rendered(String contentType, byte[] plain) {
    this(contentType, plain, Optional.empty());
  }

  private Rendered(String contentType, byte[] begin, Optional<SharedEnd> end) {
    this.contentType = contentType;
    this.begin = begin;
    this.end = end;
    byte[] digest = end.map(each -> each.digestAfter(begin)).orElseGet(() -> digest(begin));
    tag = "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
  }

  static Rendered json(byte[] plain) {
    return new Rendered(JSON, plain);
  }

  /** JSON that ends as others do. */
  static Rendered json(byte[] begin, SharedEnd end) {
    return new Rendered(JSON, begin, Optional.of(end));
  }

  /**
   * The answer to {@code request}: 304 if the client has this body already (RFC 9110 §13.1.2).
   *
   * @param varies the request headers besides {@code Accept-Encoding} that another answer would
   *     have come of
   */
  HttpResponse answer(HttpRequest request, String varies) {
    HttpResponse response;
    if (isAtHand(request)) {
      response = HttpResponse.empty(304);
    } else if (length() >= WORTH_COMPRESSING && takesGzip(request)) {
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

  /** Whether gzip is named and not refused (RFC 9110 §12.5.3). */
  private static boolean takesGzip(HttpRequest request) {
    return request.headers().all("Accept-Encoding").stream()
        .flatMap(codings -> Arrays.stream(codings.split(",", -1)))
        .anyMatch(coding -> Weighted.parse(coding).names("gzip"));
  }

  /** One of the choices in a header of preferences: what is named, and whether it is refused. */
  record Weighted(String value, boolean refused) {
    static Weighted parse(String choice) {
      String[] parts = choice.split(";", -1);
      boolean refused =
          Arrays.stream(parts)
              .skip(1)
              .map(part -> part.replace(" ", "").toLowerCase(Locale.ROOT))
              .anyMatch(part -> part.matches("q=0(\\.0{0,3})?"));
      return new Weighted(parts[0].strip(), refused);
    }

    boolean names(String wanted) {
      return !refused && value.equalsIgnoreCase(wanted);
    }
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
