package dev.rollcall.core.paging;

import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param size how many records at most, at least 1
 * @param cursor where the page starts; the top of the list if empty
 * @param skip how many records to pass over at the top; only without a cursor
 */
public record PageRequest(int size, Optional<Cursor> cursor, int skip) {
  public PageRequest {
    if (size < 1) {
      throw new IllegalArgumentException("page size " + size + " is below 1");
    }
    if (skip < 0 || (skip > 0 && cursor.isPresent())) {
      throw new IllegalArgumentException("skip " + skip + " is negative or stands beside a cursor");
    }
  }

  /** The top of the list. */
  public static PageRequest first(int size) {
    return new PageRequest(size, Optional.empty(), 0);
  }

  public static PageRequest at(Cursor cursor, int size) {
    return new PageRequest(size, Optional.of(cursor), 0);
  }
}
