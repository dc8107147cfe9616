package dev.rollcall.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rollcall.pages.Rendered;
import dev.rollcall.pages.SharedEnd;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of entries, of which the tools are kept for the next who asks: they may be megabytes,
 * and are the same at whatever address this server is asked. Tools that have changed since are
 * written anew, once for all who wait for them.
 */
final class RenderedEntries {
  /** Room for the largest entry, plain and compressed, and others besides. */
  private static final long MOST_BYTES = 3L * Descriptions.MOST_BYTES_OF_TOOLS;

  private final Cache<String, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .executor(Runnable::run)
          .weigher((String _, Kept each) -> each.end().weight())
          .build();

  private record Kept(List<RegisteredTool> tools, SharedEnd end) {}

  /** The JSON of {@code entry} for clients that reach this server at {@code origin}. */
  Rendered of(Entry entry, String origin) {
    return Rendered.json(EntryJson.begin(entry.at(origin)), tools(entry));
  }

  /** What the JSON of {@code entry} ends with at every origin. */
  SharedEnd tools(Entry entry) {
    List<RegisteredTool> tools = entry.tools();
    return Optional.ofNullable(kept.getIfPresent(entry.name()))
        .filter(known -> known.tools().equals(tools))
        .orElseGet(
            () ->
                kept.asMap()
                    .compute(
                        entry.name(),
                        (_, known) ->
                            known != null && known.tools().equals(tools)
                                ? known
                                : new Kept(tools, new SharedEnd(EntryJson.end(tools)))))
        .end();
  }
}
