package dev.rollcall.sip.call;

/** The failure to open audio for a call now; the message says why. */
public final class AudioUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public AudioUnavailableException(String message) {
    super(message);
  }

  public AudioUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
