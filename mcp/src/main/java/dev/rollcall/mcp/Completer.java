package dev.rollcall.mcp;

import java.util.Map;
import java.util.Optional;

/** Suggests values of arguments. Safe for use by many threads. */
@FunctionalInterface
public interface Completer<P> {
  /**
   * Values for an argument that begin with or contain {@code value}; empty if {@code reference}
   * names nothing there is.
   *
   * @param context arguments that are settled already
   */
  Optional<Completion> complete(
      P caller, Reference reference, String argument, String value, Map<String, String> context);

  /** Whose argument it is. */
  sealed interface Reference {
    record OfPrompt(String name) implements Reference {}

    record OfTemplate(String uriTemplate) implements Reference {}
  }
}
