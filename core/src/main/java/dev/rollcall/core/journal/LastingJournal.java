package dev.rollcall.core.journal;

import dev.rollcall.core.identity.ConferenceSid;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A journal that also takes changes which have already happened and cannot be refused: a phone that
 * has gone is gone, even while the disk is full.
 *
 * <p>Such changes are tried at once and, should that fail, again every second until they are
 * written, all of one call together. Those of one conference are written in the order in which they
 * were given, and before anything else of that conference: a change that can be refused is, while
 * they cannot be written, so that no number of an event overtakes another. One conference does not
 * hold up another.
 *
 * <p>Only records in their last state may be given, so that a late write can never overwrite a
 * newer one; a message to an app, which is pending then, may be set back to that by it and is sent
 * once more after a restart. What is still unwritten when the process ends is closed at the next
 * start like after a crash.
 *
 * <p>Safe for use by many threads, of which those for the same conference come one after the other.
 */
public final class LastingJournal {
  private static final Logger log = LoggerFactory.getLogger(LastingJournal.class);
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Journal journal;
  private final ScheduledExecutorService scheduler;

  /** What each conference has unwritten. Never an empty backlog. Guarded by this. */
  private final Map<ConferenceSid, Backlog> backlogs = new HashMap<>();

  /** Whether another round of tries is due or running. Guarded by this. */
  private boolean trying;

  /** What one conference has unwritten, the oldest first; guarded by the journal's monitor. */
  private static final class Backlog {
    final Queue<List<Change>> unwritten = new ArrayDeque<>();

    /** Held by whoever writes from it, so that nothing is written twice or in another order. */
    final ReentrantLock writing = new ReentrantLock();
  }

  /**
   * @param scheduler says when to try again; nothing is written on its threads
   */
  public LastingJournal(Journal journal, ScheduledExecutorService scheduler) {
    this.journal = journal;
    this.scheduler = scheduler;
  }

  /**
   * As {@link Journal#commit}, after everything that {@code conference} has unwritten.
   *
   * @throws JournalException also if that cannot be written yet
   */
  public void commit(ConferenceSid conference, List<Change> changes) throws JournalException {
    Optional<Backlog> before = backlog(conference);
    if (before.isPresent()) {
      write(conference, before.get());
    }
    journal.commit(changes);
  }

  /** Writes {@code changes} now, or as soon as the journal takes them. Never throws. */
  public void commitAtLast(ConferenceSid conference, List<Change> changes) {
    if (backlog(conference).isEmpty()) {
      try {
        journal.commit(changes);
        return;
      } catch (JournalException | RuntimeException e) {
        log.atError()
            .setCause(e)
            .addKeyValue("conference", conference)
            .log("departures could not be journaled; trying again until they are");
      }
    }
    keep(conference, List.copyOf(changes));
  }

  /** How many conferences have something unwritten. Zero while the journal takes what comes. */
  public synchronized int behind() {
    return backlogs.size();
  }

  private synchronized Optional<Backlog> backlog(ConferenceSid conference) {
    return Optional.ofNullable(backlogs.get(conference));
  }

  private synchronized void keep(ConferenceSid conference, List<Change> changes) {
    if (!trying) {
      trying = true;
      tryLater();
    }
    backlogs.computeIfAbsent(conference, _ -> new Backlog()).unwritten.add(changes);
  }

  private void tryLater() {
    try {
      Future<?> _ =
          scheduler.schedule(
              () -> Thread.startVirtualThread(this::tryAgain),
              BETWEEN_TRIES.toMillis(),
              TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.atDebug().log("departures are not tried again: the process ends");
    }
  }

  private void tryAgain() {
    int failed = 0;
    try {
      for (Map.Entry<ConferenceSid, Backlog> each : waiting().entrySet()) {
        try {
          write(each.getKey(), each.getValue());
        } catch (JournalException e) {
          failed++;
          if (failed == 1) {
            log.atWarn()
                .addKeyValue("conference", each.getKey())
                .log("departures still cannot be journaled: {}", e.getMessage());
          }
        }
      }
    } finally {
      goOn(failed);
    }
  }

  private synchronized Map<ConferenceSid, Backlog> waiting() {
    return Map.copyOf(backlogs);
  }

  private synchronized void goOn(int failed) {
    trying = !backlogs.isEmpty();
    if (failed > 1) {
      log.atWarn().log("departures of {} conferences still cannot be journaled", failed);
    }
    if (backlogs.isEmpty()) {
      log.atInfo().log("all departures are journaled again");
    } else {
      tryLater();
    }
  }

  /** Writes everything of {@code backlog}, or up to what cannot be written. */
  private void write(ConferenceSid conference, Backlog backlog) throws JournalException {
    backlog.writing.lock();
    try {
      Optional<List<Change>> next = oldest(backlog);
      while (next.isPresent()) {
        journal.commit(next.get());
        next = afterOldest(conference, backlog);
      }
    } catch (RuntimeException e) {
      throw new JournalException("A departure could not be written: " + e, e);
    } finally {
      backlog.writing.unlock();
    }
  }

  private synchronized Optional<List<Change>> oldest(Backlog backlog) {
    return Optional.ofNullable(backlog.unwritten.peek());
  }

  private synchronized Optional<List<Change>> afterOldest(
      ConferenceSid conference, Backlog backlog) {
    backlog.unwritten.remove();
    if (backlog.unwritten.isEmpty()) {
      backlogs.remove(conference);
    }
    return oldest(backlog);
  }
}
