package dev.rollcall.ocp;

/** Something that an agent was told to do failed; the message says what and why. */
public class OcpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OcpException(String message) {
    super(message);
  }

  public OcpException(String message, Throwable cause) {
    super(message, cause);
  }
}
