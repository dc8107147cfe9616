package dev.rollcall.mcp;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Changes that one listener has not been told of yet, each at most once: so it can never hold more
 * than there are things to listen to. Read by one stream at a time; a new reader takes the place of
 * the one before. Safe for use by many threads.
 */
final class Mailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final SequencedSet<Change> waiting = new LinkedHashSet<>();
  private long reader;
  private boolean closed;

  void offer(Change change) {
    lock.lock();
    try {
      if (!closed && waiting.add(change)) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Puts back what a reader could not deliver. */
  void putBack(Change change) {
    lock.lock();
    try {
      if (!closed) {
        waiting.addFirst(change);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Forgets {@code change} if it has not been told of yet: nobody wants to know any more. */
  void takeBack(Change change) {
    lock.lock();
    try {
      waiting.remove(change);
    } finally {
      lock.unlock();
    }
  }

  /** Becomes the reader; returns its number. */
  long attach() {
    lock.lock();
    try {
      reader++;
      changed.signalAll();
      return reader;
    } finally {
      lock.unlock();
    }
  }

  /** Stops being the reader, if another has not taken its place. */
  void detach(long number) {
    lock.lock();
    try {
      if (reader == number) {
        reader++;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isReader(long number) {
    lock.lock();
    try {
      return !closed && reader == number;
    } finally {
      lock.unlock();
    }
  }

  /** The next change; empty if none comes within {@code atMost} or {@code number} has to stop. */
  Optional<Change> poll(long number, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (!closed && reader == number && waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return closed || reader != number || waiting.isEmpty()
          ? Optional.empty()
          : Optional.of(waiting.removeFirst());
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; the reader is to stop. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
