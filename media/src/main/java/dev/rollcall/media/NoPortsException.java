package dev.rollcall.media;

/** No pair of ports is free: a call cannot be given audio now. */
public final class NoPortsException extends Exception {
  private static final long serialVersionUID = 1L;

  NoPortsException(String message) {
    super(message);
  }
}
