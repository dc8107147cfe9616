package dev.rollcall.sip.message;

/**
 * The place of a request in its dialog (RFC 3261 section 20.16).
 *
 * @param number 0 to 2^31 - 1
 * @param method the request's method
 */
public record CSeq(long number, Method method) {
  private static final long LIMIT = Integer.MAX_VALUE;

  public CSeq {
    if (number < 0 || number > LIMIT) {
      throw new IllegalArgumentException("a CSeq number is 0 to 2^31 - 1");
    }
  }

  /** Reads a CSeq value. */
  public static CSeq parse(String text) throws MalformedSipException {
    ValueReader reader = new ValueReader("CSeq", text);
    reader.skipWhitespace();
    long number = Grammar.number(reader.until(" \t"), LIMIT);
    if (number < 0) {
      throw reader.refuse("the number is not 0 to 2^31 - 1");
    }
    reader.skipWhitespace();
    String method = reader.token("a method");
    reader.skipWhitespace();
    if (!reader.atEnd()) {
      throw reader.refuse("text after the method");
    }
    return new CSeq(number, new Method(method));
  }

  /** The value as it goes into a message. */
  public String encoded() {
    return number + " " + method.name();
  }

  @Override
  public String toString() {
    return encoded();
  }
}
