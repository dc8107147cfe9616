package dev.rollcall.sip.message;

import java.util.regex.Pattern;

/** Takes passwords out of text that goes to a log. */
final class Redaction {
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)(\\bsips?:[^\\s:@<>\"]{1,256}):[^\\s@<>\"]{0,256}@");

  private Redaction() {}

  static String ofPasswords(String text) {
    return text.indexOf('@') < 0 ? text : PASSWORD.matcher(text).replaceAll("$1:***@");
  }
}
