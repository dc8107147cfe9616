package dev.rollcall.core.paging;

import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time, open at either side where no bound is given.
 *
 * @param from the first instant inside
 * @param until the first instant after it
 */
public record InstantRange(Optional<Instant> from, Optional<Instant> until) {
  /** All of time; contains also what never happened. */
  public static final InstantRange ALWAYS = new InstantRange(Optional.empty(), Optional.empty());

  /** Whether something that happened at {@code instant} lies inside. */
  public boolean contains(Instant instant) {
    return from.map(bound -> !instant.isBefore(bound)).orElse(true)
        && until.map(instant::isBefore).orElse(true);
  }

  /** As {@link #contains(Instant)}; what has not happened lies only in {@link #ALWAYS}. */
  public boolean contains(Optional<Instant> instant) {
    return instant.map(this::contains).orElse(equals(ALWAYS));
  }
}
