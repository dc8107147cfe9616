package dev.rollcall.sip.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Timers that go off when a test lets time pass; never by themselves. */
public final class ManualTimers implements Timers {
  private final List<Pending> pending = new ArrayList<>();
  private long now;
  private long started;

  private record Pending(long due, long order, Runnable action) {}

  @Override
  public synchronized Timer start(Duration delay, Runnable action) {
    Pending timer = new Pending(now + delay.toNanos(), started++, action);
    pending.add(timer);
    return () -> remove(timer);
  }

  /** Lets time pass and runs what falls due, in the order of time. */
  public void advance(Duration time) {
    long end = now() + time.toNanos();
    for (Optional<Pending> due = takeDue(end); due.isPresent(); due = takeDue(end)) {
      due.get().action().run();
    }
    synchronized (this) {
      now = end;
    }
  }

  /** How many timers run. */
  public synchronized int running() {
    return pending.size();
  }

  /** Nanoseconds since the start. */
  public synchronized long now() {
    return now;
  }

  private synchronized Optional<Pending> takeDue(long end) {
    Optional<Pending> next =
        pending.stream()
            .min(Comparator.comparingLong(Pending::due).thenComparingLong(Pending::order))
            .filter(timer -> timer.due() <= end);
    next.ifPresent(
        timer -> {
          pending.remove(timer);
          now = timer.due();
        });
    return next;
  }

  private synchronized void remove(Pending timer) {
    pending.remove(timer);
  }
}
