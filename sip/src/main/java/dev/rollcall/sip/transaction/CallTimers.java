package dev.rollcall.sip.transaction;

import java.time.Duration;

/** Timers whose actions run on a call's lane, and never once cancelled there. */
public final class CallTimers {
  private final Timers timers;
  private final CallLanes lanes;

  public CallTimers(Timers timers, CallLanes lanes) {
    this.timers = timers;
    this.lanes = lanes;
  }

  /**
   * Runs {@code action} on the lane of {@code callId} after {@code delay}. A cancel made on that
   * lane always prevails, even if the time was up already.
   */
  public Timers.Timer start(String callId, Duration delay, Runnable action) {
    Once once = new Once(action);
    Timers.Timer timer = timers.start(delay, () -> lanes.run(callId, once::run));
    return () -> {
      once.cancelled = true;
      timer.cancel();
    };
  }

  private static final class Once {
    private final Runnable action;
    private volatile boolean cancelled;

    Once(Runnable action) {
      this.action = action;
    }

    void run() {
      if (!cancelled) {
        action.run();
      }
    }
  }
}
