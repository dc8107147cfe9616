package dev.rollcall.ocp.registry;

import dev.rollcall.ocp.OcpException;
import java.util.List;

/** The registry knows no API of a name. */
public final class ApiNotFoundException extends OcpException {
  private static final long serialVersionUID = 1L;

  private final String api;
  private final List<String> suggestions;

  ApiNotFoundException(String api, List<String> suggestions) {
    super(
        "API '%s' not found in registry".formatted(api)
            + (suggestions.isEmpty()
                ? ""
                : ". Did you mean: " + String.join(", ", suggestions) + "?"));
    this.api = api;
    this.suggestions = List.copyOf(suggestions);
  }

  /** The name asked for. */
  public String api() {
    return api;
  }

  /** Up to three names that may have been meant. */
  public List<String> suggestions() {
    return suggestions;
  }
}
