package dev.rollcall.server;

import java.util.Locale;

/** How figures are written in sentences, the same on every machine. */
final class Wording {
  private Wording() {}

  /** So many of a thing, whose plural ends in s. */
  static String counted(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }
}
