package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.CallSid;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Lets the calls of one account begin one after the other, in the order in which they were asked
 * for, at least an interval apart: the generic cell rate algorithm with a burst of one. A call that
 * is withdrawn gives its turn to the next.
 *
 * <p>The time between calls is measured by the scheduler alone, so it does not follow a clock that
 * is set. Safe for use by many threads.
 */
final class CallPace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long interval;
  private final long longestQueue;
  private final ScheduledExecutorService scheduler;
  private final Executor begin;
  private final Map<CallSid, Runnable> queue = new LinkedHashMap<>();
  private Optional<ScheduledFuture<?>> nextTurn = Optional.empty();

  /**
   * @param begin runs what begins a call, which may block
   */
  CallPace(RosterSettings settings, ScheduledExecutorService scheduler, Executor begin) {
    this.interval = (long) (NANOS_PER_SECOND / settings.callsPerSecond());
    this.longestQueue = settings.longestQueue().toNanos();
    this.scheduler = scheduler;
    this.begin = begin;
  }

  /**
   * Lets {@code call} begin when it is its turn, perhaps at once.
   *
   * @return how long it is expected to wait
   * @throws RefusedException {@code CALL_QUEUE_FULL} if that is too long
   */
  synchronized Duration enqueue(CallSid call, Runnable turn) {
    if (interval == 0) {
      begin.execute(turn);
      return Duration.ZERO;
    }
    long wait = expectedWait();
    if (wait > longestQueue) {
      throw new RefusedException(
          Problem.CALL_QUEUE_FULL,
          "The calls that wait for their turn take "
              + Duration.ofNanos(wait).toSeconds()
              + " s already, and "
              + Duration.ofNanos(longestQueue).toSeconds()
              + " s are allowed; ask for this one later.");
    }
    if (nextTurn.isEmpty()) {
      begin.execute(turn);
      scheduleNext();
    } else {
      queue.put(call, turn);
    }
    return Duration.ofNanos(wait);
  }

  /** Takes {@code call} out of the queue, if it waits there. */
  synchronized void withdraw(CallSid call) {
    queue.remove(call);
  }

  private long expectedWait() {
    long untilNext =
        nextTurn.map(turn -> Math.max(0, turn.getDelay(TimeUnit.NANOSECONDS))).orElse(0L);
    return untilNext + queue.size() * interval;
  }

  private synchronized void turn() {
    Iterator<Runnable> waiting = queue.values().iterator();
    if (!waiting.hasNext()) {
      nextTurn = Optional.empty();
      return;
    }
    Runnable next = waiting.next();
    waiting.remove();
    begin.execute(next);
    scheduleNext();
  }

  /** A scheduler that is shut down means that the server stops: nobody is called any more. */
  private void scheduleNext() {
    if (!scheduler.isShutdown()) {
      nextTurn = Optional.of(scheduler.schedule(this::turn, interval, TimeUnit.NANOSECONDS));
    }
  }
}
