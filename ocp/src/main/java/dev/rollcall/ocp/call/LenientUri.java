package dev.rollcall.ocp.call;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Addresses as people and servers write them: what {@link URI} refuses is percent-encoded. */
public final class LenientUri {
  private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private LenientUri() {}

  /**
   * The address that {@code text} tells. A percent sign that begins no encoded byte is encoded.
   *
   * @throws IllegalArgumentException if it tells none all the same
   */
  public static URI of(String text) {
    int path = text.indexOf('/', Math.max(0, text.indexOf("//") + 2));
    int afterHost = path < 0 ? text.length() : path;
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    boolean fragment = false;
    for (int i = 0; i < text.length(); ) {
      int character = text.codePointAt(i);
      boolean bracket = character == '[' || character == ']';
      boolean secondHash = character == '#' && fragment;
      fragment |= character == '#';
      if (isAllowed(text, i, character) && !secondHash && !(bracket && i > afterHost)) {
        encoded.appendCodePoint(character);
      } else {
        encode(character, encoded);
      }
      i += Character.charCount(character);
    }
    return URI.create(encoded.toString());
  }

  private static boolean isAllowed(String text, int index, int character) {
    if (character == '%') {
      return index + 2 < text.length()
          && HexFormat.isHexDigit(text.charAt(index + 1))
          && HexFormat.isHexDigit(text.charAt(index + 2));
    }
    return isLetterOrDigit(character) || ALLOWED.indexOf(character) >= 0;
  }

  /** {@code text} with everything encoded but the unreserved characters of RFC 3986. */
  public static String component(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            character -> {
              if (isLetterOrDigit(character) || "-._~".indexOf(character) >= 0) {
                encoded.appendCodePoint(character);
              } else {
                encode(character, encoded);
              }
            });
    return encoded.toString();
  }

  private static boolean isLetterOrDigit(int character) {
    return character < 0x80 && Character.isLetterOrDigit(character);
  }

  private static void encode(int character, StringBuilder into) {
    for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      into.append('%');
      HEX.toHexDigits(into, octet);
    }
  }
}
