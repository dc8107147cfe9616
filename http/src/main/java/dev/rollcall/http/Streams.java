package dev.rollcall.http;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The streamed answers that are being written on one server, and the end of them all. */
final class Streams {
  /** What became of a stream that wanted to open. */
  enum Entry {
    OPENED,
    TOO_MANY,
    CLOSING
  }

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private final Set<StreamedAnswer> open = new HashSet<>();
  private boolean closing;

  Streams(int most) {
    this.most = most;
  }

  /** Gives {@code stream} a place, which it holds until it exits, if there is one. */
  Entry enter(StreamedAnswer stream) {
    lock.lock();
    try {
      if (closing) {
        return Entry.CLOSING;
      }
      if (open.size() >= most) {
        return Entry.TOO_MANY;
      }
      open.add(stream);
      return Entry.OPENED;
    } finally {
      lock.unlock();
    }
  }

  void exit(StreamedAnswer stream) {
    lock.lock();
    try {
      open.remove(stream);
      left.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Cuts all streams; none opens any more. */
  void cutAll() {
    for (StreamedAnswer stream : closed()) {
      stream.cut("the server stops");
    }
  }

  private List<StreamedAnswer> closed() {
    lock.lock();
    try {
      closing = true;
      return List.copyOf(open);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until no body is being written; interrupts those that still are after {@code time}. */
  void awaitEnd(Duration time) {
    boolean interrupted = false;
    long remaining = time.toNanos();
    lock.lock();
    try {
      while (!open.isEmpty() && remaining > 0 && !interrupted) {
        try {
          remaining = left.awaitNanos(remaining);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
      open.forEach(StreamedAnswer::interrupt);
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
