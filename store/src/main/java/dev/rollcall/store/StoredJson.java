package dev.rollcall.store;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * How JSON is written into the database and read back: every text comes back as it was, half a
 * surrogate pair too.
 */
final class StoredJson {
  // Surrogates are escaped one by one: a lone one has no form in UTF-8 and would be lost.
  private static final char LAST_BEFORE_SURROGATES = '\uD7FF';

  // What was accepted is read back, however long.
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .highestNonEscapedChar(LAST_BEFORE_SURROGATES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private StoredJson() {}
}
