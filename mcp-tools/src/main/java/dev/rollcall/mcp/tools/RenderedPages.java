package dev.rollcall.mcp.tools;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.mcp.RenderedJson;
import dev.rollcall.mcp.ToolResult;
import java.util.function.Supplier;

/**
 * Pages that have been written already. Core returns the same instance of a slice while nothing
 * changes, so a page is known by that instance and costs no more than looking it up. Bounded, and
 * forgotten when core forgets the slice. Safe for use by many threads.
 */
final class RenderedPages {
  /** A result holds a page twice: as a value and as a quoted text. */
  private static final int COPIES = 2;

  private final Cache<Slice<?>, Page> pages;

  RenderedPages(long mostBytes) {
    pages =
        Caffeine.newBuilder()
            .weakKeys()
            .maximumWeight(mostBytes)
            .weigher((Slice<?> _, Page page) -> COPIES * page.bytes())
            .build();
  }

  /** The page of {@code slice}, written by {@code writer} if it is not known. */
  ToolResult get(Slice<?> slice, Seek<?> seek, Supplier<RenderedJson> writer) {
    Page known = pages.getIfPresent(slice);
    if (known != null && known.seek.equals(seek)) {
      return known.result;
    }
    RenderedJson written = writer.get();
    ToolResult result = ToolResult.of(written);
    pages.put(slice, new Page(seek, result, written.value().length));
    return result;
  }

  private record Page(Seek<?> seek, ToolResult result, int bytes) {}
}
