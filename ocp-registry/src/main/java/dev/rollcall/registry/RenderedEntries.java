package dev.rollcall.registry;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * The JSON of entries, kept for the next who asks: it may be megabytes. What is kept of an entry
 * that has changed since is made anew.
 */
final class RenderedEntries {
  private static final long MOST_BYTES = 32L << 20;

  private final Cache<Key, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(MOST_BYTES)
          .weigher((Key _, Kept each) -> each.rendered().weight())
          .build();

  private record Key(String name, String origin) {}

  private record Kept(Entry entry, Rendered rendered) {}

  /** The JSON of {@code entry} for clients that reach this server at {@code origin}. */
  Rendered of(Entry entry, String origin) {
    Key key = new Key(entry.name(), entry.own() ? origin : "");
    Optional<Kept> known =
        Optional.ofNullable(kept.getIfPresent(key)).filter(each -> each.entry().equals(entry));
    if (known.isPresent()) {
      return known.get().rendered();
    }
    Rendered rendered = Rendered.json(EntryJson.whole(entry.at(origin)));
    kept.put(key, new Kept(entry, rendered));
    return rendered;
  }
}
