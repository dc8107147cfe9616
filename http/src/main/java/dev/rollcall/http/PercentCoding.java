package dev.rollcall.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of text as UTF-8 (RFC 3986 §2.1), strict in both directions. */
public final class PercentCoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentCoding() {}

  /**
   * One path segment as text; {@code +} stands for itself.
   *
   * @throws MalformedRequestException if a {@code %} is not followed by two hexadecimal digits, or
   *     the bytes are not UTF-8
   */
  public static String decodeSegment(String raw) {
    return decode(raw, false);
  }

  /**
   * One name or value of a query or a form as text; {@code +} stands for a space.
   *
   * @throws MalformedRequestException as {@link #decodeSegment}
   */
  public static String decodeFormValue(String raw) {
    return decode(raw, true);
  }

  /** Text as it may stand in any part of a URI: everything but unreserved characters encoded. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == '~';
  }

  private static String decode(String raw, boolean plusIsSpace) {
    if (raw.indexOf('%') < 0 && isAscii(raw)) {
      return plusIsSpace ? raw.replace('+', ' ') : raw;
    }
    byte[] encoded = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer octets = ByteBuffer.allocate(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      byte octet = encoded[i];
      if (octet == '%') {
        octets.put(octetAt(encoded, i));
        i += 2;
      } else {
        octets.put(plusIsSpace && octet == '+' ? (byte) ' ' : octet);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRequestException("percent-encoded bytes are not valid UTF-8");
    }
  }

  private static byte octetAt(byte[] encoded, int percent) {
    if (percent + 2 >= encoded.length
        || !HexFormat.isHexDigit(encoded[percent + 1])
        || !HexFormat.isHexDigit(encoded[percent + 2])) {
      throw new MalformedRequestException("'%' is not followed by two hexadecimal digits");
    }
    return (byte)
        (HexFormat.fromHexDigit(encoded[percent + 1]) << 4
            | HexFormat.fromHexDigit(encoded[percent + 2]));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }
}
