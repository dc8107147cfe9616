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

  /** Whether all of {@code text} has room; if so it is taken. */
  boolean takeWhole(String text) {
    int before = left;
    boolean cutBefore = cut;
    if (take(text).length() == text.length()) {
      return true;
    }
    left = before;
    cut = cutBefore;
    return false;
  }

  /** Notes that something was left out. */
  void leaveOut() {
    cut = true;
    left = 0;
  }

  /** Whether anything was cut or left out. */
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
