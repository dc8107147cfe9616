package dev.rollcall.core.paging;

import dev.rollcall.core.identity.Sid;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Makes pages of one list whose records lie in several places: those still live in memory, those
 * over in the store.
 */
public final class Pages {
  private Pages() {}

  /**
   * The asked page over all {@code sources} together.
   *
   * <p>Sources are read in the given order, and where two hold the same record the later one's is
   * shown. So a record that moves from the first to the second while a page is made is neither
   * missed nor shown twice.
   */
  public static <T> Page<T> of(
      PageRequest request, Function<T, UUID> id, List<KeysetSource<T>> sources) {
    Optional<Cursor> cursor = request.cursor();
    if (cursor.isPresent() && cursor.get().direction() == Cursor.Direction.BEFORE) {
      return backwards(request.size(), cursor.get(), id, sources);
    }
    List<T> found = read(new Keyset(cursor, request.skip() + request.size() + 1), id, sources);
    int from = Math.min(request.skip(), found.size());
    int to = Math.min(from + request.size(), found.size());
    return new Page<>(found.subList(from, to), to < found.size());
  }

  private static <T> Page<T> backwards(
      int size, Cursor cursor, Function<T, UUID> id, List<KeysetSource<T>> sources) {
    List<T> found = read(new Keyset(Optional.of(cursor), size), id, sources);
    if (found.isEmpty()) {
      return new Page<>(found, false);
    }
    Cursor rest = Cursor.after(id.apply(found.getLast()));
    return new Page<>(found, !read(new Keyset(Optional.of(rest), 1), id, sources).isEmpty());
  }

  private static <T> List<T> read(
      Keyset keyset, Function<T, UUID> id, List<KeysetSource<T>> sources) {
    if (sources.size() == 1) {
      return sources.getFirst().read(keyset);
    }
    NavigableMap<UUID, T> newestFirst = new TreeMap<>(Sid.ORDER.reversed());
    for (KeysetSource<T> source : sources) {
      source.read(keyset).forEach(each -> newestFirst.put(id.apply(each), each));
    }
    List<T> merged = new ArrayList<>(newestFirst.values());
    int surplus = Math.max(0, merged.size() - keyset.limit());
    boolean nearestLast =
        keyset.cursor().map(Cursor::direction).equals(Optional.of(Cursor.Direction.BEFORE));
    return nearestLast
        ? merged.subList(surplus, merged.size())
        : merged.subList(0, merged.size() - surplus);
  }
}
