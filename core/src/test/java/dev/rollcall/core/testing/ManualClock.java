package dev.rollcall.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that stands still until a test moves it. */
public final class ManualClock implements InstantSource {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Instant now;

  public ManualClock(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock and does what is due by then, in this thread. */
  public void advance(Duration time) {
    synchronized (this) {
      now = now.plus(time);
    }
    listeners.forEach(Runnable::run);
  }

  /** Runs {@code listener} each time the clock has moved. */
  void whenMoved(Runnable listener) {
    listeners.add(listener);
  }
}
