package dev.rollcall.core.paging;

import dev.rollcall.core.identity.Sid;
import java.util.Optional;
import java.util.UUID;

/**
 * A stretch of a list as a source reads it: at most {@code limit} records next to {@code cursor}.
 *
 * <p>The records nearest to the cursor are wanted, and always newest first: {@code AFTER} x is the
 * {@code limit} largest ids below x, {@code BEFORE} x is the {@code limit} smallest ids above x, no
 * cursor is the {@code limit} largest ids.
 */
public record Keyset(Optional<Cursor> cursor, int limit) {
  public Keyset {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is below 1");
    }
  }

  /** Whether {@code id} lies on the asked side of the cursor. */
  public boolean admits(UUID id) {
    return cursor
        .map(
            place -> {
              int order = Sid.compare(id, place.id());
              return switch (place.direction()) {
                case AFTER -> order < 0;
                case BEFORE -> order > 0;
              };
            })
        .orElse(true);
  }
}
