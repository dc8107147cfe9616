package dev.rollcall.server.command;

import java.util.Locale;

/**
 * A flag's wanted value; an enum, because picocli takes any word but "true" for a false boolean.
 */
enum TruthValue {
  TRUE,
  FALSE;

  /** As the API writes it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
