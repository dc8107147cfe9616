package dev.rollcall.http;

/** What a client sent cannot be understood; the message says what is wrong with it. */
public final class MalformedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedRequestException(String message) {
    super(message);
  }
}
