package dev.rollcall.rest.door;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes one reader. Rings that nobody waited for are heard by the next wait, all as one, so nothing
 * is piled up and nothing missed. Safe for use by many threads.
 */
public final class Bell {
  private final Semaphore rung = new Semaphore(0);

  /** Wakes whoever waits, or whoever waits next. */
  public void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /** Waits until it rings, at most {@code time}; whether it rang. */
  public boolean await(Duration time) throws InterruptedException {
    boolean heard = rung.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
    rung.drainPermits();
    return heard;
  }
}
