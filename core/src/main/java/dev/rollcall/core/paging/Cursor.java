package dev.rollcall.core.paging;

import java.util.UUID;

/**
 * A place between two records of a list that shows the newest first.
 *
 * @param direction which side of the record is asked for
 * @param id the record the place is next to; it need not exist any more
 */
public record Cursor(Direction direction, UUID id) {
  /** Which side of a record. */
  public enum Direction {
    /** The records further down the list: older ones. */
    AFTER,
    /** The records further up the list: newer ones. */
    BEFORE
  }

  public static Cursor after(UUID id) {
    return new Cursor(Direction.AFTER, id);
  }

  public static Cursor before(UUID id) {
    return new Cursor(Direction.BEFORE, id);
  }
}
