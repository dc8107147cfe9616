package dev.rollcall.mcp;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cancels what takes longer than it may. */
final class Deadlines {
  private final ScheduledExecutorService scheduler;
  private final Duration timeout;

  Deadlines(ScheduledExecutorService scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /** Cancels {@code cancellation} after the timeout, unless the answer is cancelled before. */
  Future<?> begin(Cancellation cancellation) {
    return scheduler.schedule(
        () -> cancellation.cancel(Cancellation.Cause.TIMEOUT),
        timeout.toNanos(),
        TimeUnit.NANOSECONDS);
  }
}
