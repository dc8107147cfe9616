package dev.rollcall.registry;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A body that is ready to be sent, as it is or compressed, and its tag. The tag is weak, since it
 * names both forms. Immutable but for the compressed form, which is made when it is first wanted.
 */
final class Rendered {
  private static final int WORTH_COMPRESSING = 1_024;
  private static final int TAG_BYTES = 16;

  private final String contentType;
  private final byte[] plain;
  private final String tag;
  private volatile Optional<byte[]> compressed = Optional.empty();

  Rendered(String contentType, byte[] plain) {
    this.contentType = contentType;
    this.plain = plain;
    tag = tag(plain);
  }

  static Rendered json(byte[] plain) {
    return new Rendered("application/json; charset=utf-8", plain);
  }

  /** About how many bytes of memory this takes. */
  int weight() {
    return plain.length + plain.length / 2;
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
    } else if (plain.length >= WORTH_COMPRESSING && takesGzip(request)) {
      response = HttpResponse.of(200, contentType, compressed()).with("Content-Encoding", "gzip");
    } else {
      response = HttpResponse.of(200, contentType, plain);
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

  private byte[] compressed() {
    Optional<byte[]> known = compressed;
    if (known.isEmpty()) {
      known = Optional.of(gzip(plain));
      compressed = known;
    }
    return known.get();
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] plain) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(plain);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
