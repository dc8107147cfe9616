package dev.rollcall.ocp.call;

import dev.rollcall.ocp.OcpException;
import java.util.List;

/** A tool was called with parameters that it does not take; nothing was sent. */
public final class ValidationException extends OcpException {
  private static final long serialVersionUID = 1L;

  private final List<String> errors;

  /** What is wrong, a sentence each. */
  public ValidationException(List<String> errors) {
    super("Parameter validation failed: " + String.join(", ", errors));
    this.errors = List.copyOf(errors);
  }

  public List<String> errors() {
    return errors;
  }
}
