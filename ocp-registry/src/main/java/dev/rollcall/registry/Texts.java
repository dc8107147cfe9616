package dev.rollcall.registry;

/** What others wrote, made to fit where it is shown. */
final class Texts {
  private Texts() {}

  /** {@code text} if it has at most {@code most} characters, else its beginning and an ellipsis. */
  static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }
}
