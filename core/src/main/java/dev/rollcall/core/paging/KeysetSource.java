package dev.rollcall.core.paging;

import java.util.List;

/** Something a list can be read from, stretch by stretch. */
@FunctionalInterface
public interface KeysetSource<T> {
  /** The records of the stretch, as {@link Keyset} defines it, newest first. */
  List<T> read(Keyset keyset);
}
