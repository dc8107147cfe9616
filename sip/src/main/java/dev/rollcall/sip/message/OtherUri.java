package dev.rollcall.sip.message;

import java.util.Locale;

/**
 * A URI that is not a SIP URI, for example {@code tel:+358-555-1234567}. It is kept, not
 * understood.
 *
 * @param scheme in lower case
 * @param rest everything after the colon, as it came
 */
public record OtherUri(String scheme, String rest) implements Uri {

  public OtherUri {
    scheme = scheme.toLowerCase(Locale.ROOT);
    if (!isScheme(scheme) || !isRest(rest)) {
      throw new IllegalArgumentException("not a URI");
    }
  }

  static OtherUri read(String scheme, String rest) throws MalformedSipException {
    if (!isScheme(scheme)) {
      throw new MalformedSipException("URI", scheme + ":" + rest, "not a scheme");
    }
    if (!isRest(rest)) {
      throw new MalformedSipException("URI", scheme + ":" + rest, "a character no URI may hold");
    }
    return new OtherUri(scheme, rest);
  }

  private static boolean isScheme(String text) {
    if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Grammar.isAlphanumeric(c) && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static boolean isRest(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Grammar.isControl(c) || c == ' ' || c == '<' || c == '>' || c == '"') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  @Override
  public String encoded() {
    return scheme + ":" + rest;
  }

  @Override
  public String toString() {
    return encoded();
  }
}
