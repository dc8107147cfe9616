package dev.rollcall.core.signalling;

import java.util.regex.Pattern;

/**
 * How whoever calls can be named: what a phone that is called is shown, and what is dialled back.
 */
public final class CallerForm {
  /** A number, or the user part of a SIP address (RFC 3261 §25.1), or a Twilio client's name. */
  private static final Pattern FORM =
      Pattern.compile("(client:)?([A-Za-z0-9\\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2}){1,128}");

  /** The form in words, for messages. */
  public static final String IN_WORDS =
      "a number such as +493012345, the user part of a SIP address such as 'reception', or"
          + " 'client:' and a name";

  private CallerForm() {}

  public static boolean fits(String text) {
    return FORM.matcher(text).matches();
  }
}
