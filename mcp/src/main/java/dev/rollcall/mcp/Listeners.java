package dev.rollcall.mcp;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who listens to what. Safe for use by many threads; telling waits for nobody. */
final class Listeners<P> {
  private final Set<Listener<P>> all = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<Listener<P>>> byUri = new ConcurrentHashMap<>();
  private volatile boolean closed;

  void add(Listener<P> listener) {
    all.add(listener);
    if (closed) {
      listener.mailbox().close();
    }
  }

  void watch(Listener<P> listener, String uri) {
    byUri.compute(
        uri,
        (_, watchers) -> {
          Set<Listener<P>> some = watchers == null ? ConcurrentHashMap.newKeySet() : watchers;
          some.add(listener);
          return some;
        });
  }

  void unwatch(Listener<P> listener, String uri) {
    byUri.computeIfPresent(
        uri,
        (_, watchers) -> {
          watchers.remove(listener);
          return watchers.isEmpty() ? null : watchers;
        });
    listener.mailbox().takeBack(new Change.Updated(uri));
  }

  void remove(Listener<P> listener, Set<String> uris) {
    all.remove(listener);
    uris.forEach(uri -> unwatch(listener, uri));
    listener.mailbox().close();
  }

  void resourceUpdated(String uri) {
    Change change = new Change.Updated(uri);
    byUri.getOrDefault(uri, Set.of()).forEach(listener -> listener.mailbox().offer(change));
  }

  void listChanged(Change.OfList list) {
    for (Listener<P> listener : all) {
      if (listener.wants(list)) {
        listener.mailbox().offer(list);
      }
    }
  }

  /** Ends all streams, now and later. */
  void close() {
    closed = true;
    all.forEach(listener -> listener.mailbox().close());
  }
}
