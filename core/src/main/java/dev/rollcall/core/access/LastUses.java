package dev.rollcall.core.access;

import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals when tokens were last used, behind the backs of those who use them. What cannot be
 * written is lost: the token's next use in another minute is written again.
 */
final class LastUses implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LastUses.class);
  private static final int TOKENS_PER_COMMIT = 500;
  private static final long SECONDS_TO_END = 10;

  private final Journal journal;
  private final ReentrantLock writing;
  private final Set<HeldToken> unwritten = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("token-uses").factory());
  private boolean troubled;

  /**
   * @param writing held while a token's present state is read and journaled, so that no state can
   *     overwrite a newer one
   */
  LastUses(Journal journal, ReentrantLock writing) {
    this.journal = journal;
    this.writing = writing;
  }

  /** Has the token's present state written soon. Never blocks. */
  void note(HeldToken token) {
    unwritten.add(token);
    if (awake.compareAndSet(false, true)) {
      try {
        writer.execute(this::write);
      } catch (RejectedExecutionException _) {
        // Closed: close() writes what had come before it.
      }
    }
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (writer.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        write();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    awake.set(false);
    while (!unwritten.isEmpty()) {
      writing.lock();
      try {
        journal.commit(some());
        troubled = false;
      } catch (JournalException | RuntimeException e) {
        if (!troubled) {
          troubled = true;
          log.atWarn().setCause(e).log("the last use of tokens cannot be journaled now");
        }
      } finally {
        writing.unlock();
      }
    }
  }

  private List<Change> some() {
    List<Change> changes = new ArrayList<>();
    Iterator<HeldToken> tokens = unwritten.iterator();
    while (tokens.hasNext() && changes.size() < TOKENS_PER_COMMIT) {
      HeldToken token = tokens.next();
      tokens.remove();
      changes.add(new TokenChange(token.token()));
    }
    return changes;
  }
}
