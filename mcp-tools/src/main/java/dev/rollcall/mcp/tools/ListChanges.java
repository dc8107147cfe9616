package dev.rollcall.mcp.tools;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells that somebody's list of resources changed, on a thread of its own: at once, then at most
 * once in a while, however often lists change, since whoever hears it asks for its list again. The
 * last change is always told. Safe for use by many threads.
 */
final class ListChanges {
  private static final Logger log = LoggerFactory.getLogger(ListChanges.class);

  private final Duration between;
  private volatile Runnable listener = () -> {};
  private boolean changed;
  private boolean telling;

  /**
   * Without a listener yet.
   *
   * @param between two tellings pass at least so much time
   */
  ListChanges(Duration between) {
    this.between = between;
  }

  /** Lets {@code told} hear of all changes from now on. */
  void listener(Runnable told) {
    listener = told;
  }

  /** Takes a change; neither blocks nor throws. */
  synchronized void add() {
    changed = true;
    if (!telling) {
      telling = true;
      Thread.ofVirtual().name("changed-lists").start(this::tell);
    }
  }

  private void tell() {
    while (takeChange()) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("change of the list of resources could not be told");
      }
      LockSupport.parkNanos(between.toNanos());
    }
  }

  /** Whether there is something to tell; if not, the next change needs a new thread. */
  private synchronized boolean takeChange() {
    boolean was = changed;
    changed = false;
    telling = was;
    return was;
  }
}
