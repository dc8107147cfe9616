package dev.rollcall.core.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that also takes changes which have already happened and cannot be refused: a phone that
 * has gone is gone, even while the disk is full.
 *
 * <p>Such changes are tried at once and, should that fail, again every second until they are
 * written, all of one call together. Only records in their last state may be given, so that a late
 * write can never overwrite a newer one; a message to an app, which is pending then, may be set
 * back to that by it and is sent once more after a restart. What is still unwritten when the
 * process ends is closed at the next start like after a crash.
 */
public final class LastingJournal {
  private static final Logger log = LoggerFactory.getLogger(LastingJournal.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Journal journal;
  private final ScheduledExecutorService scheduler;
  private final Queue<List<Change>> unwritten = new ArrayDeque<>();

  public LastingJournal(Journal journal, ScheduledExecutorService scheduler) {
    this.journal = journal;
    this.scheduler = scheduler;
  }

  /** As {@link Journal#commit}. */
  public void commit(List<Change> changes) throws JournalException {
    journal.commit(changes);
  }

  /** Writes {@code changes} now, or as soon as the journal takes them. Never throws. */
  public void commitAtLast(List<Change> changes) {
    try {
      journal.commit(changes);
    } catch (JournalException e) {
      log.atError()
          .setCause(e)
          .log("departures could not be journaled; trying again until they are");
      keep(changes);
    }
  }

  private synchronized void keep(List<Change> changes) {
    if (unwritten.isEmpty()) {
      tryLater();
    }
    unwritten.add(List.copyOf(changes));
  }

  private void tryLater() {
    if (!scheduler.isShutdown()) {
      Future<?> _ =
          scheduler.schedule(this::tryAgain, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void tryAgain() {
    try {
      while (!unwritten.isEmpty()) {
        journal.commit(unwritten.element());
        unwritten.remove();
      }
      log.atInfo().log("all departures are journaled again");
    } catch (JournalException e) {
      log.atWarn()
          .addKeyValue("departures", unwritten.size())
          .log("departures still cannot be journaled: {}", e.getMessage());
      tryLater();
    }
  }
}
