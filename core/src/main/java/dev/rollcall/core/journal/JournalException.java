package dev.rollcall.core.journal;

/** Changes could not be made durable. */
public final class JournalException extends Exception {
  private static final long serialVersionUID = 1L;

  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
