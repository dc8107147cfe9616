package dev.rollcall.mcp.tools;

/**
 * Names and titles as they are shown to models and people.
 *
 * <p>The one rule: a character that cannot be seen but changes what is read is written out as
 * {@code [U+202E]}. These are control characters, format characters (bidirectional controls,
 * zero-width spaces, soft hyphens, tags), line and paragraph separators, the supplementary
 * variation selectors, and halves of surrogate pairs. U+200C and U+200D stay: Persian and emoji
 * need them. What messages say is not treated so; it is data and stays as it was sent.
 */
final class Sanitized {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Sanitized() {}

  /** A text of one line. */
  static String line(String text) {
    return of(text, false);
  }

  /** A text of several lines: line feeds and tabs stay too. */
  static String lines(String text) {
    return of(text, true);
  }

  private static String of(String text, boolean multiline) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (isHidden(point, multiline)) {
        return rewrite(text, i, multiline);
      }
      i += Character.charCount(point);
    }
    return text;
  }

  private static String rewrite(String text, int clean, boolean multiline) {
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, clean);
    text.codePoints()
        .skip(text.codePointCount(0, clean))
        .forEach(
            point -> {
              if (isHidden(point, multiline)) {
                shown.append("[U+%04X]".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }

  private static boolean isHidden(int point, boolean multiline) {
    if (point >= ' ' && point < 0x7F) {
      return false;
    }
    if (multiline && (point == '\n' || point == '\t')) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> point != ZERO_WIDTH_NON_JOINER && point != ZERO_WIDTH_JOINER;
      default -> point >= 0xE0100 && point <= 0xE01EF;
    };
  }
}
