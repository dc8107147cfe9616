package dev.rollcall.rest.twiml;

/**
 * A document is no TwiML, or asks for what cannot be done where it is used; the message says so.
 */
public final class MalformedTwimlException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedTwimlException(String message) {
    super(message);
  }

  MalformedTwimlException(String message, Throwable cause) {
    super(message, cause);
  }
}
