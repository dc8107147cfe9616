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
    return read(bySid, keyset, sid, Function.identity(), filter);
  }

  /**
   * What {@code view} makes of the records of {@code bySid} in the stretch, as far as {@code
   * filter} accepts it. Each is viewed once, so what is accepted is what is answered, though the
   * record changes meanwhile.
   *
   * @param sid makes the map's key of a cursor's id
   */
  public static <S, R, T> List<T> read(
      NavigableMap<S, R> bySid,
      Keyset keyset,
      Function<UUID, S> sid,
      Function<R, T> view,
      Predicate<T> filter) {
    if (keyset.cursor().isEmpty()) {
      return take(bySid.descendingMap(), keyset.limit(), view, filter);
    }
    Cursor cursor = keyset.cursor().get();
    S place = sid.apply(cursor.id());
    return switch (cursor.direction()) {
      case AFTER -> take(bySid.headMap(place, false).descendingMap(), keyset.limit(), view, filter);
      case BEFORE -> {
        List<T> oldestFirst = take(bySid.tailMap(place, false), keyset.limit(), view, filter);
        Collections.reverse(oldestFirst);
        yield oldestFirst;
      }
    };
  }

  private static <R, T> List<T> take(
      NavigableMap<?, R> records, int limit, Function<R, T> view, Predicate<T> filter) {
    List<T> taken = new ArrayList<>(Math.min(limit, 64));
    for (R record : records.values()) {
      T each = view.apply(record);
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
