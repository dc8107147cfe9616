package dev.rollcall.ocp.context;

import java.util.List;

/**
 * Whether a context keeps the protocol's schema.
 *
 * @param errors what is wrong, each with the place it is at; empty if nothing is
 */
public record ValidationResult(List<String> errors) {
  public ValidationResult {
    errors = List.copyOf(errors);
  }

  public boolean valid() {
    return errors.isEmpty();
  }

  @Override
  public String toString() {
    return valid() ? "Valid OCP context" : "Invalid OCP context: " + String.join("; ", errors);
  }
}
