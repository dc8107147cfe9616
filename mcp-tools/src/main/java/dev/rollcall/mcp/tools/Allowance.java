package dev.rollcall.mcp.tools;

/**
 * How much of a record's texts an answer has room for, counted as bytes of JSON. For use by one
 * thread.
 */
final class Allowance {
  private int left;
  private boolean cut;

  Allowance(int bytes) {
    left = bytes;
  }

  /** The beginning of {@code text} there is room for; never half a character. */
  String take(String text) {
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      int bytes = bytes(point);
      if (bytes > left) {
        left = 0;
        cut = true;
        return text.substring(0, end);
      }
      left -= bytes;
      end += Character.charCount(point);
    }
    return text;
  }

  /** Whether there is room for all of {@code text} and {@code more} bytes. */
  boolean has(String text, int more) {
    return text.codePoints().map(Allowance::bytes).sum() + more <= left;
  }

  /** Takes {@code bytes}, or what is left. */
  void spend(int bytes) {
    left = Math.max(0, left - bytes);
  }

  /** Whether anything was cut. */
  boolean hasCut() {
    return cut;
  }

  private static int bytes(int point) {
    if (point < 0x20) {
      return point == '\n' || point == '\t' || point == '\r' ? 2 : 6;
    }
    if (point < 0x80) {
      return point == '"' || point == '\\' ? 2 : 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }
}
