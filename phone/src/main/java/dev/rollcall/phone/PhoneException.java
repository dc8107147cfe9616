package dev.rollcall.phone;

/** A phone could not do what it was told; the message says why. */
public final class PhoneException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  PhoneException(String message, int status, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  PhoneException(String message) {
    super(message);
    status = 0;
  }

  /** The SIP status that the call was refused with; 0 if there was none. */
  public int status() {
    return status;
  }
}
