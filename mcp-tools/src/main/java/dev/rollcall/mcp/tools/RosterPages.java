package dev.rollcall.mcp.tools;

import dev.rollcall.core.paging.Cursor;
import dev.rollcall.core.paging.Page;
import dev.rollcall.core.paging.PageRequest;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads the roster's lists, whose pages do not know whether something comes before them. */
final class RosterPages {
  private RosterPages() {}

  /**
   * The slice that {@code seek} asks for. On the way back one record more than wanted is read,
   * which tells whether the list goes on to that side.
   */
  static <T> Slice<T> read(Seek<UUID> seek, Function<PageRequest, Page<T>> source) {
    Optional<UUID> from = seek.from();
    if (from.isEmpty()) {
      Page<T> page = source.apply(PageRequest.first(seek.limit()));
      return new Slice<>(page.items(), false, page.hasNext());
    }
    if (!seek.backwards()) {
      Page<T> page = source.apply(PageRequest.at(Cursor.after(from.get()), seek.limit()));
      return new Slice<>(page.items(), true, page.hasNext());
    }
    Page<T> page = source.apply(PageRequest.at(Cursor.before(from.get()), seek.limit() + 1));
    List<T> items = page.items();
    boolean more = items.size() > seek.limit();
    return new Slice<>(more ? items.subList(1, items.size()) : items, more, page.hasNext());
  }
}
