package dev.rollcall.rest.insights;

import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.KeysetSource;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A list of core's, without the records that a filter of this door alone refuses. Reads on until it
 * has enough, so what a stretch costs grows with the records passed over.
 */
record FilteredSource<T>(
    Function<PageRequest, Page<T>> list, Function<T, UUID> id, Predicate<T> filter)
    implements KeysetSource<T> {
  private static final int RECORDS_AT_ONCE = 1_000;

  @Override
  public List<T> read(Keyset keyset) {
    boolean upwards =
        keyset.cursor().map(Cursor::direction).equals(Optional.of(Cursor.Direction.BEFORE));
    return upwards ? before(keyset) : after(keyset);
  }

  private List<T> after(Keyset keyset) {
    List<T> found = new ArrayList<>();
    Optional<Cursor> cursor = keyset.cursor();
    while (true) {
      Page<T> page = list.apply(new PageRequest(RECORDS_AT_ONCE, cursor, 0));
      page.items().stream().filter(filter).forEach(found::add);
      if (found.size() >= keyset.limit()) {
        return found.subList(0, keyset.limit());
      }
      if (!page.hasNext()) {
        return found;
      }
      cursor = Optional.of(Cursor.after(id.apply(page.items().getLast())));
    }
  }

  private List<T> before(Keyset keyset) {
    List<T> found = new ArrayList<>();
    Cursor cursor = keyset.cursor().orElseThrow();
    while (true) {
      Page<T> page = list.apply(PageRequest.at(cursor, RECORDS_AT_ONCE));
      found.addAll(0, page.items().stream().filter(filter).toList());
      if (found.size() >= keyset.limit()) {
        return found.subList(found.size() - keyset.limit(), found.size());
      }
      if (page.items().size() < RECORDS_AT_ONCE) {
        return found;
      }
      cursor = Cursor.before(id.apply(page.items().getFirst()));
    }
  }
}
