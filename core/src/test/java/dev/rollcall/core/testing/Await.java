package dev.rollcall.core.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true by asking why it is not true yet. */
public final class Await {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(5);

  private Await() {}

  /** Returns once {@code whyNotYet} answers empty; fails with its last answer after 20 seconds. */
  public static void until(Callable<Optional<String>> whyNotYet) {
    until(DEADLINE, whyNotYet);
  }

  /**
   * Returns once {@code whyNotYet} answers empty; fails with its last answer after {@code
   * deadline}.
   */
  public static void until(Duration deadline, Callable<Optional<String>> whyNotYet) {
    long end = System.nanoTime() + deadline.toNanos();
    while (true) {
      Optional<String> reason = ask(whyNotYet);
      if (reason.isEmpty()) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("after " + deadline + " still not: " + reason.get());
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
    }
  }

  private static Optional<String> ask(Callable<Optional<String>> whyNotYet) {
    try {
      return whyNotYet.call();
    } catch (Exception e) {
      throw new AssertionError("the question itself failed", e);
    }
  }
}
