package dev.rollcall.ocp.call;

import dev.rollcall.ocp.OcpException;

/**
 * A tool was called and no answer came: the API could not be reached, took too long or answered too
 * much. Whether it did what it was asked to is not known.
 */
public final class ToolCallException extends OcpException {
  private static final long serialVersionUID = 1L;

  public ToolCallException(String message) {
    super(message);
  }

  public ToolCallException(String message, Throwable cause) {
    super(message, cause);
  }
}
