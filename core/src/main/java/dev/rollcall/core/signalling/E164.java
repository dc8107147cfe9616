package dev.rollcall.core.signalling;

import java.util.regex.Pattern;

/** Telephone numbers as ITU-T E.164 has them. */
final class E164 {
  static final Pattern FORM = Pattern.compile("\\+[1-9][0-9]{1,14}");

  private E164() {}
}
