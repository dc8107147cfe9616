package dev.rollcall.core.audio;

/**
 * A clip cannot be had; the message says why and what to do, and holds no secret part of the
 * address.
 */
public final class ClipUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  public ClipUnavailableException(String message) {
    super(message);
    explanation = message;
  }

  public ClipUnavailableException(String message, Throwable cause) {
    super(message, cause);
    explanation = message;
  }

  /** Why the clip cannot be had and what to do. */
  public String explanation() {
    return explanation;
  }
}
