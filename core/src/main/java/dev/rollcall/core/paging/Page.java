package dev.rollcall.core.paging;

import java.util.List;
import java.util.function.Function;

/**
 * Some consecutive records of a list, newest first.
 *
 * @param items at most as many as were asked for
 * @param hasNext whether at least one more record follows the last of {@code items}; never true of
 *     an empty page
 */
public record Page<T>(List<T> items, boolean hasNext) {
  public Page {
    items = List.copyOf(items);
  }

  public <R> Page<R> map(Function<T, R> change) {
    return new Page<>(items.stream().map(change).toList(), hasNext);
  }
}
