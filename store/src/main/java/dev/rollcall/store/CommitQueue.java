package dev.rollcall.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commits in the order of their arrival, at most so many. After {@link #close()} it takes no more
 * and still hands out what it has taken.
 */
final class CommitQueue {
  /** What became of an offer. */
  enum Answer {
    TAKEN,
    FULL,
    CLOSED
  }

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();
  private final Queue<PendingCommit> waiting = new ArrayDeque<>();
  private boolean closed;

  CommitQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Takes {@code commit} once there is room, for which it waits at most {@code limit}. An interrupt
   * does not end the wait; the thread stays marked as interrupted.
   */
  Answer offer(PendingCommit commit, Duration limit) {
    boolean interrupted = false;
    long end = System.nanoTime() + limit.toNanos();
    lock.lock();
    try {
      while (!closed && waiting.size() >= capacity) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return Answer.FULL;
        }
        try {
          if (notFull.awaitNanos(left) <= 0 && waiting.size() >= capacity) {
            return Answer.FULL;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (closed) {
        return Answer.CLOSED;
      }
      waiting.add(commit);
      notEmpty.signal();
      return Answer.TAKEN;
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for commits and takes the oldest, {@code limit} at most; empty once the queue is closed
   * and everything has been taken.
   */
  List<PendingCommit> take(int limit) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        notEmpty.awaitUninterruptibly();
      }
      int size = Math.min(limit, waiting.size());
      List<PendingCommit> taken = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        taken.add(waiting.remove());
      }
      notFull.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      notEmpty.signalAll();
      notFull.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
