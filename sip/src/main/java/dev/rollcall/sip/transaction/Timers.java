package dev.rollcall.sip.transaction;

import java.time.Duration;

/** Runs things later. */
public interface Timers {
  /** Runs {@code action} once after {@code delay}, which must neither block nor throw. */
  Timer start(Duration delay, Runnable action);

  /** Something that will happen. */
  interface Timer {
    /** Makes it not happen, unless it already began. */
    void cancel();
  }
}
