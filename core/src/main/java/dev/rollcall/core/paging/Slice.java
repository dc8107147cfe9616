package dev.rollcall.core.paging;

import java.util.List;
import java.util.function.Function;

/**
 * Some consecutive records of an ordered list.
 *
 * @param hasPrevious whether a record comes before the first
 * @param hasNext whether a record comes after the last
 */
public record Slice<T>(List<T> items, boolean hasPrevious, boolean hasNext) {
  public Slice {
    items = List.copyOf(items);
  }

  /** The same stretch with other items in place of these, in the same order. */
  public <R> Slice<R> with(List<R> others) {
    if (others.size() != items.size()) {
      throw new IllegalArgumentException(items.size() + " items, not " + others.size());
    }
    return new Slice<>(others, hasPrevious, hasNext);
  }

  /**
   * The slice that {@code seek} asks for of what {@code source} reads. One record more than asked
   * for tells whether the list goes on; that a key was given tells that it goes on to the other
   * side.
   */
  public static <K, T> Slice<T> read(Seek<K> seek, Function<Seek<K>, List<T>> source) {
    List<T> found = source.apply(seek.plus(1));
    boolean more = found.size() > seek.limit();
    if (seek.backwards()) {
      List<T> nearest = more ? found.subList(found.size() - seek.limit(), found.size()) : found;
      return new Slice<>(nearest, more, true);
    }
    List<T> nearest = more ? found.subList(0, seek.limit()) : found;
    return new Slice<>(nearest, seek.from().isPresent(), more);
  }
}
