package dev.rollcall.server.account;

/**
 * The account's file cannot be read, written or trusted. The message is one line for the owner and
 * says what to do; it never holds the secret.
 */
public final class AccountFileException extends Exception {
  private static final long serialVersionUID = 1L;

  AccountFileException(String message) {
    super(message);
  }

  AccountFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
