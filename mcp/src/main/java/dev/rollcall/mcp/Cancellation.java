package dev.rollcall.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a call is still wanted, and how its thread is told. Safe for use by many threads. */
final class Cancellation {
  private final Object lock = new Object();
  private final List<Runnable> actions = new ArrayList<>();
  private Optional<Cause> cause = Optional.empty();
  private @Nullable Thread worker;

  /** Why a call is not wanted any more. */
  enum Cause {
    CLIENT,
    TIMEOUT,
    SHUTDOWN
  }

  /** Tells whoever works on the call; the first cause counts. */
  void cancel(Cause why) {
    List<Runnable> toRun;
    synchronized (lock) {
      if (cause.isPresent()) {
        return;
      }
      cause = Optional.of(why);
      if (worker != null) {
        worker.interrupt();
      }
      toRun = List.copyOf(actions);
      actions.clear();
    }
    if (!toRun.isEmpty()) {
      // The caller may be a thread that does I/O for many.
      Thread.ofVirtual().name("mcp cancellation").start(() -> toRun.forEach(Runnable::run));
    }
  }

  Optional<Cause> cause() {
    synchronized (lock) {
      return cause;
    }
  }

  boolean isCancelled() {
    return cause().isPresent();
  }

  /** Runs {@code action} once when the call is cancelled; at once if it is. */
  void onCancel(Runnable action) {
    synchronized (lock) {
      if (cause.isEmpty()) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** The current thread works on the call from now on, and is interrupted when it is cancelled. */
  void begin() throws InterruptedException {
    synchronized (lock) {
      if (cause.isPresent()) {
        throw new InterruptedException("cancelled before it began");
      }
      worker = Thread.currentThread();
    }
  }

  /**
   * It does not any more: what it wanted to be done at a cancellation is dropped, and an interrupt
   * that was meant for the call is forgotten.
   */
  void end() {
    synchronized (lock) {
      worker = null;
      actions.clear();
      if (cause.isPresent()) {
        boolean _ = Thread.interrupted();
      }
    }
  }
}
