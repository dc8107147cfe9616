package dev.rollcall.store;

import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal: one platform thread that writes all commits which arrived while it wrote the ones
 * before, in one transaction. A single caller pays for a transaction of its own, many callers share
 * one, and what arrived later is written later.
 */
final class GroupCommit implements Journal, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Opens the writer's connection: at the first commit, and anew after a batch failed. */
  @FunctionalInterface
  interface Connecting {
    Connection connect() throws SQLException;
  }

  private final Path file;
  private final StoreSettings settings;
  private final Connecting connecting;
  private final CommitQueue queue;
  private final Thread writer;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean lastFailed;
  private volatile Written written = new Written(0, 0, 0);

  // Used by the writer alone.
  private Optional<WriteSession> session = Optional.empty();
  private boolean failing;

  private record Written(long commits, long batches, int largestBatch) {
    Written and(int size) {
      return size == 0
          ? this
          : new Written(commits + size, batches + 1, Math.max(largestBatch, size));
    }
  }

  GroupCommit(Path file, StoreSettings settings, Connecting connecting) {
    this.file = file;
    this.settings = settings;
    this.connecting = connecting;
    queue = new CommitQueue(settings.waitingCommits());
    writer = Thread.ofPlatform().name("store-writer").start(this::writeUntilClosed);
  }

  @Override
  public void commit(List<Change> changes) throws JournalException {
    PendingCommit commit = new PendingCommit(changes);
    switch (queue.offer(commit, settings.commitWait())) {
      case TAKEN -> {}
      case FULL -> {
        failures.incrementAndGet();
        lastFailed = true;
        throw notSaved(
            new IllegalStateException(
                "%d changes already wait for the disk of %s, and none was written for %s"
                    .formatted(settings.waitingCommits(), file, settings.commitWait())));
      }
      case CLOSED -> {
        failures.incrementAndGet();
        throw notSaved(new IllegalStateException(file + " has been closed"));
      }
    }
    Optional<Throwable> failure = commit.outcome();
    if (failure.isPresent()) {
      throw notSaved(failure.get());
    }
  }

  StoreStatistics statistics() {
    Written now = written;
    return new StoreStatistics(
        now.commits(), now.batches(), now.largestBatch(), failures.get(), lastFailed, queue.size());
  }

  /** Writes everything that was accepted, then ends. Commits that come later fail. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private JournalException notSaved(Throwable why) {
    return new JournalException(
        "The change was not saved: " + SqliteTrouble.explain(file, why) + ".", why);
  }

  private void writeUntilClosed() {
    while (true) {
      List<PendingCommit> batch = queue.take(settings.batch());
      if (batch.isEmpty()) {
        disconnect();
        return;
      }
      try {
        write(batch);
      } catch (Throwable e) {
        // Also an Error: everybody has heard what became of its change, and the thread must outlive
        // what went wrong after that.
        log.atError().addKeyValue("file", file).setCause(e).log("trouble after a batch of changes");
      }
    }
  }

  private void write(List<PendingCommit> batch) {
    List<WriteSession.Refused> refusals;
    try {
      refusals = session().write(batch);
    } catch (Throwable e) {
      // Also an Error: whoever waits must hear of it.
      fail(batch, e);
      return;
    }
    settle(batch, refusals);
  }

  private WriteSession session() throws SQLException {
    if (session.isEmpty()) {
      session = Optional.of(new WriteSession(connecting.connect()));
    }
    return session.get();
  }

  private void settle(List<PendingCommit> batch, List<WriteSession.Refused> refusals) {
    written = written.and(batch.size() - refusals.size());
    failures.addAndGet(refusals.size());
    lastFailed = refusals.size() == batch.size();
    Set<PendingCommit> refused = new HashSet<>();
    for (WriteSession.Refused refusal : refusals) {
      refused.add(refusal.commit());
      refusal.commit().failed(refusal.why());
    }
    for (PendingCommit commit : batch) {
      if (!refused.contains(commit)) {
        commit.succeeded();
      }
    }
    for (WriteSession.Refused refusal : refusals) {
      log.atError().setCause(refusal.why()).log("a change was not saved");
    }
    if (!refusals.isEmpty()) {
      // A connection that was opened while the file was read-only stays so for ever.
      disconnect();
    }
    if (failing && refused.size() < batch.size()) {
      failing = false;
      log.atInfo().addKeyValue("file", file).log("changes are saved again");
    }
  }

  private void fail(List<PendingCommit> batch, Throwable why) {
    failures.addAndGet(batch.size());
    lastFailed = true;
    batch.forEach(commit -> commit.failed(why));
    disconnect();
    if (!failing) {
      failing = true;
      log.atError().addKeyValue("file", file).setCause(why).log("changes cannot be saved");
    }
  }

  private void disconnect() {
    if (session.isPresent()) {
      WriteSession old = session.get();
      session = Optional.empty();
      try {
        old.close();
      } catch (SQLException | RuntimeException e) {
        log.atWarn().addKeyValue("file", file).setCause(e).log("connection not closed in order");
      }
    }
  }
}
