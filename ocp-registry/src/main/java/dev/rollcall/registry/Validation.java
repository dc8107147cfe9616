package dev.rollcall.registry;

import java.util.List;

/**
 * What came of reading the description of an API.
 *
 * @param accessible whether anything answered at the base URL
 * @param errors why the API cannot be in the registry
 * @param warnings what is doubtful
 */
record Validation(boolean accessible, int tools, List<String> errors, List<String> warnings) {
  Validation {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
  }

  boolean valid() {
    return errors.isEmpty();
  }
}
