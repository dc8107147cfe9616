package dev.rollcall.http;

/**
 * One header field (RFC 9110 §5). Cannot be made of a name that is no token or of a value that
 * holds a control character, so that no value can smuggle in a second field.
 */
public record Header(String name, String value) {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  public Header {
    if (name.isEmpty() || !name.chars().allMatch(Header::isTokenCharacter)) {
      throw new IllegalArgumentException("header name is not a token");
    }
    if (!value.chars().allMatch(Header::isFieldCharacter)) {
      throw new IllegalArgumentException("value of header " + name + " holds a control character");
    }
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private static boolean isFieldCharacter(int c) {
    return c == '\t' || (c >= ' ' && c != 0x7f);
  }
}
