package dev.rollcall.core.audio;

/**
 * Sound cannot be had; the message says why and what to do, and holds no secret part of the
 * address.
 */
public final class SoundUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  public SoundUnavailableException(String message) {
    super(message);
    explanation = message;
  }

  public SoundUnavailableException(String message, Throwable cause) {
    super(message, cause);
    explanation = message;
  }

  /** Why the sound cannot be had and what to do. */
  public String explanation() {
    return explanation;
  }
}
