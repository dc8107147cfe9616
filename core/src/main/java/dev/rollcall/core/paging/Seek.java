package dev.rollcall.core.paging;

import java.util.Optional;

/**
 * A stretch of an ordered list: at most {@code limit} records next to a key, in the order of the
 * list. The records nearest to the key are wanted.
 *
 * @param from the key the stretch lies next to, which need not be in the list any more; empty for
 *     the list's beginning
 * @param backwards whether the stretch ends before the key instead of starting after it; only with
 *     a key
 * @param <K> what the list is ordered by
 */
public record Seek<K>(Optional<K> from, boolean backwards, int limit) {
  public Seek {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is below 1");
    }
    if (backwards && from.isEmpty()) {
      throw new IllegalArgumentException("backwards from nowhere");
    }
  }

  /** The beginning of the list. */
  public static <K> Seek<K> first(int limit) {
    return new Seek<>(Optional.empty(), false, limit);
  }

  public static <K> Seek<K> after(K key, int limit) {
    return new Seek<>(Optional.of(key), false, limit);
  }

  public static <K> Seek<K> before(K key, int limit) {
    return new Seek<>(Optional.of(key), true, limit);
  }

  /** The same stretch with room for {@code more} further records. */
  public Seek<K> plus(int more) {
    return new Seek<>(from, backwards, limit + more);
  }
}
