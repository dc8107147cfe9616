package dev.rollcall.server;

/** The server cannot start. The message is one sentence: what, why, and what to do. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
