package dev.rollcall.sip.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The character classes and small rules of RFC 3261 section 25.1 that several readers share. */
final class Grammar {
  private static final String TOKEN_MARKS = "-.!%*_+`'~";
  private static final String USER_MARKS = "-_.!~*'()&=+$,;?/";
  private static final String PASSWORD_MARKS = "-_.!~*'()&=+$,";
  private static final String HEX = "0123456789ABCDEF";

  private Grammar() {}

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWhitespace(char c) {
    return c == ' ' || c == '\t';
  }

  static boolean isControl(char c) {
    return c < ' ' || c == 0x7f;
  }

  static boolean isTokenCharacter(char c) {
    return isAlphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  static boolean isToken(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the text may stand in a header value as it is: no control character but the tab and
   * those a backslash precedes, as quoted strings may hold them; a line's end never.
   */
  static boolean isHeaderText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = i > 0 && text.charAt(i - 1) == '\\' && c != '\r' && c != '\n';
      if (isControl(c) && c != '\t' && !escaped) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the text is a single line: what a quoted string can hold, with backslashes where
   * needed.
   */
  static boolean isOneLine(String text) {
    return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
  }

  /** The text for logs: a control character is shown as a question mark. */
  static String visible(String text) {
    if (text.chars().noneMatch(c -> Character.isISOControl(c))) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      shown.append(Character.isISOControl(text.charAt(i)) ? '?' : text.charAt(i));
    }
    return shown.toString();
  }

  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhitespace(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Whether this is a host name, an IPv4 address or an IPv6 reference in brackets. */
  static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > 255) {
      return false;
    }
    if (text.charAt(0) == '[') {
      return text.length() > 3
          && text.charAt(text.length() - 1) == ']'
          && isIpv6(text.substring(1, text.length() - 1));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isAlphanumeric(c) && c != '-' && c != '.' && c != '_') {
        return false;
      }
    }
    return text.charAt(0) != '.' && text.charAt(0) != '-' && !text.contains("..");
  }

  /**
   * Whether this is an IPv6 address as RFC 4291 section 2.2 writes it, without brackets or zone.
   */
  static boolean isIpv6(String text) {
    int compression = text.indexOf("::");
    if (compression < 0) {
      return countGroups(text, true) == 8;
    }
    if (text.indexOf("::", compression + 1) >= 0) {
      return false;
    }
    String before = text.substring(0, compression);
    String after = text.substring(compression + 2);
    int left = before.isEmpty() ? 0 : countGroups(before, false);
    int right = after.isEmpty() ? 0 : countGroups(after, true);
    return left >= 0 && right >= 0 && left + right <= 7;
  }

  private static int countGroups(String text, boolean mayEndInIpv4) {
    String[] groups = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      String group = groups[i];
      if (mayEndInIpv4 && i == groups.length - 1 && group.indexOf('.') >= 0) {
        return isIpv4(group) ? count + 2 : -1;
      }
      if (group.isEmpty() || group.length() > 4) {
        return -1;
      }
      for (int k = 0; k < group.length(); k++) {
        if (hexValue(group.charAt(k)) < 0) {
          return -1;
        }
      }
      count++;
    }
    return count;
  }

  static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> isDigit((char) c))) {
        return false;
      }
      if (Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads decimal digits; -1 when there is none, another character, or the value passes the limit.
   */
  static long number(String text, long limit) {
    if (text.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + (c - '0');
      if (value > limit) {
        return -1;
      }
    }
    return value;
  }

  private static int hexValue(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** Whether every percent sign starts an escape of two hex digits. */
  static boolean hasSoundEscapes(String text) {
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (i + 2 >= text.length()
          || hexValue(text.charAt(i + 1)) < 0
          || hexValue(text.charAt(i + 2)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Replaces percent escapes by what they stand for: UTF-8, or Latin-1 where it is not UTF-8. */
  static String unescape(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    byte[] target = new byte[source.length];
    int length = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%' && i + 2 < source.length) {
        int high = Character.digit(source[i + 1], 16);
        int low = Character.digit(source[i + 2], 16);
        if (high >= 0 && low >= 0) {
          target[length++] = (byte) (high << 4 | low);
          i += 2;
          continue;
        }
      }
      target[length++] = source[i];
    }
    return decode(target, 0, length);
  }

  static String escapeUser(String text) {
    return escape(text, USER_MARKS);
  }

  static String escapePassword(String text) {
    return escape(text, PASSWORD_MARKS);
  }

  static String escapeParameter(String text) {
    return escape(text, "-_.!~*'()[]/:&+$");
  }

  private static String escape(String text, String marks) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isAlphanumeric(c) || marks.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return escaped.toString();
  }

  /** Bytes as text: UTF-8, or Latin-1 where they are not UTF-8 (older phones put names so). */
  static String decode(byte[] bytes, int offset, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, offset, length))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
  }

  /** A quoted-string around the text, backslashes where they are needed. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || (isControl(c) && c != '\t')) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /**
   * Cuts a list at the commas that are neither inside quotes nor inside angle brackets. The parts
   * are trimmed and may be empty. Quotes or brackets that do not close give the whole text as one
   * part.
   */
  static List<String> splitAtCommas(String text) {
    if (text.indexOf(',') < 0) {
      return List.of(trim(text));
    }
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    boolean bracketed = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"' && !bracketed) {
        quoted = true;
      } else if (c == '<') {
        bracketed = true;
      } else if (c == '>') {
        bracketed = false;
      } else if (c == ',' && !bracketed) {
        parts.add(trim(text.substring(start, i)));
        start = i + 1;
      }
    }
    if (quoted || bracketed) {
      return List.of(trim(text));
    }
    parts.add(trim(text.substring(start)));
    return parts;
  }
}
