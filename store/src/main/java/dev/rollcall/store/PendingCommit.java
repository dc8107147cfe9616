package dev.rollcall.store;

import dev.rollcall.core.journal.Change;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** One caller's changes on their way to the disk, and what became of them. */
final class PendingCommit {
  private final List<Change> changes;
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile Optional<Throwable> failure = Optional.empty();

  PendingCommit(List<Change> changes) {
    this.changes = ChangeOrder.of(changes);
  }

  /** The changes as {@link ChangeOrder} brings them into order. */
  List<Change> changes() {
    return changes;
  }

  void succeeded() {
    settled.countDown();
  }

  void failed(Throwable why) {
    failure = Optional.of(why);
    settled.countDown();
  }

  /**
   * Waits until the changes are durable or have failed, and says why they failed. An interrupt does
   * not end the wait, because the changes may be durable in a moment; the thread stays marked as
   * interrupted.
   */
  Optional<Throwable> outcome() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          settled.await();
          return failure;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
