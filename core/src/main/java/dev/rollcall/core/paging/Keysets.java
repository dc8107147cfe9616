package dev.rollcall.core.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads stretches of lists that are kept in memory, sorted by sid. */
public final class Keysets {
  private Keysets() {}

  /**
   * The records of {@code bySid} in the stretch that {@code filter} accepts. Costs a search and the
   * records passed on the way, not the size of the map.
   *
   * @param sid makes the map's key of a cursor's id
   */
  public static <S, T> List<T> read(
      NavigableMap<S, T> bySid, Keyset keyset, Function<UUID, S> sid, Predicate<T> filter) {
    if (keyset.cursor().isEmpty()) {
      return take(bySid.descendingMap(), keyset.limit(), filter);
    }
    Cursor cursor = keyset.cursor().get();
    S place = sid.apply(cursor.id());
    return switch (cursor.direction()) {
      case AFTER -> take(bySid.headMap(place, false).descendingMap(), keyset.limit(), filter);
      case BEFORE -> {
        List<T> oldestFirst = take(bySid.tailMap(place, false), keyset.limit(), filter);
        Collections.reverse(oldestFirst);
        yield oldestFirst;
      }
    };
  }

  private static <T> List<T> take(NavigableMap<?, T> records, int limit, Predicate<T> filter) {
    List<T> taken = new ArrayList<>(Math.min(limit, 64));
    for (T each : records.values()) {
      if (filter.test(each)) {
        taken.add(each);
        if (taken.size() == limit) {
          break;
        }
      }
    }
    return taken;
  }
}
