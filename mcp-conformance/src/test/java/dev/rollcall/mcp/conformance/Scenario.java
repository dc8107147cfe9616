package dev.rollcall.mcp.conformance;

import java.util.List;

/**
 * How one scenario of the suite ended.
 *
 * @param checks what it looked at
 */
record Scenario(String name, List<Check> checks) {
  /** One thing looked at; {@code status} in the suite's words. */
  record Check(String id, String status, String description, String error) {
    /** Whether it was looked at and is as it should be, which a recommendation not kept is not. */
    boolean isGood() {
      return status.equals("SUCCESS") || status.equals("INFO");
    }

    @Override
    public String toString() {
      return status + " " + id + ": " + description + (error.isEmpty() ? "" : "\n  " + error);
    }
  }
}
