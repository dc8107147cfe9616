package dev.rollcall.ocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedAttemptsTest {
  private final SharedAttempts<String, String> attempts = new SharedAttempts<>();
  private final AtomicInteger made = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  private String slowly(String outcome) {
    made.incrementAndGet();
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted");
    }
    if (outcome.isEmpty()) {
      throw new IllegalStateException("failed");
    }
    return outcome;
  }

  private static final class Running<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    Running(Callable<T> work) {
      task = new FutureTask<>(work);
      thread = Thread.ofPlatform().daemon().start(task);
    }

    /** Until it waits for another thread, as nothing else tells. */
    void untilItWaits() {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
    }

    T outcome() throws Exception {
      return task.get(20, TimeUnit.SECONDS);
    }
  }

  private Running<String> leading(String outcome) throws InterruptedException {
    Running<String> leader = new Running<>(() -> attempts.get("key", () -> slowly(outcome)));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    return leader;
  }

  private Running<String> following() {
    Running<String> follower = new Running<>(() -> attempts.get("key", () -> slowly("own")));
    follower.untilItWaits();
    return follower;
  }

  @Test
  void whoeverComesWhileOneIsMadeGetsItsOutcome() throws Exception {
    Running<String> leader = leading("made");
    Running<String> follower = following();
    assertThat(attempts.underWay()).isEqualTo(1);
    end.countDown();

    assertThat(leader.outcome()).isEqualTo("made");
    assertThat(follower.outcome()).isEqualTo("made");
    assertThat(made).hasValue(1);
    assertThat(attempts.underWay()).isZero();
    assertThat(attempts.get("key", () -> "anew")).isEqualTo("anew");
  }

  @Test
  void aFailureIsSharedAndNotKept() throws Exception {
    Running<String> leader = leading("");
    Running<String> follower = following();
    end.countDown();

    assertThatThrownBy(leader::outcome).hasRootCauseMessage("failed");
    assertThatThrownBy(follower::outcome).hasRootCauseMessage("failed");
    assertThat(made).hasValue(1);
    assertThat(attempts.get("key", () -> "anew")).isEqualTo("anew");
  }

  @Test
  void anInterruptEndsTheWaiting() throws Exception {
    Running<String> leader = leading("made");
    Running<String> follower = following();
    follower.thread.interrupt();

    assertThatThrownBy(follower::outcome)
        .hasCauseInstanceOf(OcpException.class)
        .hasMessageContaining("Interrupted while waiting for key.");
    end.countDown();
    assertThat(leader.outcome()).isEqualTo("made");
  }

  @Test
  void anInterruptOfWhoeverMakesItIsNoFailureOfTheOthers() throws Exception {
    Running<String> leader = leading("made");
    Running<String> follower = following();
    leader.thread.interrupt();
    assertThatThrownBy(leader::outcome).hasRootCauseMessage("interrupted");
    end.countDown();

    assertThat(follower.outcome()).isEqualTo("own");
    assertThat(made).hasValue(2);
  }
}
