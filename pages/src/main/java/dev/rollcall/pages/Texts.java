package dev.rollcall.pages;

import java.util.List;

/** Texts, made to fit where they are shown. */
public final class Texts {
  private Texts() {}

  /** {@code text} if it has at most {@code most} characters, else its beginning and an ellipsis. */
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "…";
  }

  /** "1 tool", "2 tools". */
  public static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** The parts of a name after which a line may be broken: {@code user_}, {@code id}. */
  public static List<String> parts(String name) {
    return List.of(name.split("(?<=[_.])(?=.)"));
  }
}
