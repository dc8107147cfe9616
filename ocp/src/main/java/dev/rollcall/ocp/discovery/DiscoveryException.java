package dev.rollcall.ocp.discovery;

import dev.rollcall.ocp.OcpException;

/** A description of an API could not be read; the message says why. */
public final class DiscoveryException extends OcpException {
  private static final long serialVersionUID = 1L;

  public DiscoveryException(String message) {
    super(message);
  }

  public DiscoveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
