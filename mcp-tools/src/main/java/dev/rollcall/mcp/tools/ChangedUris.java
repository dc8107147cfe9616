package dev.rollcall.mcp.tools;

import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of changed resources on a thread of its own, so that whoever made a change does not wait
 * for those who watch. A URI that waits already is not told twice. Safe for use by many threads.
 */
final class ChangedUris {
  private static final Logger log = LoggerFactory.getLogger(ChangedUris.class);
  private static final int MOST_WAITING = 100_000;

  private final SequencedSet<String> waiting = new LinkedHashSet<>();
  private volatile Consumer<String> listener = _ -> {};
  private boolean telling;

  /** Lets {@code listener} hear of all changes from now on. */
  void listener(Consumer<String> told) {
    listener = told;
  }

  /** Takes a change; neither blocks nor throws. */
  synchronized void add(String uri) {
    if (waiting.size() >= MOST_WAITING) {
      log.atWarn().addKeyValue("waiting", waiting.size()).log("change of a resource not told");
      return;
    }
    waiting.add(uri);
    if (!telling) {
      telling = true;
      Thread.ofVirtual().name("changed-resources").start(this::tell);
    }
  }

  private void tell() {
    while (true) {
      String uri;
      synchronized (this) {
        if (waiting.isEmpty()) {
          telling = false;
          return;
        }
        uri = waiting.removeFirst();
      }
      try {
        listener.accept(uri);
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("change of a resource could not be told");
      }
    }
  }
}
