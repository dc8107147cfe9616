package dev.rollcall.sip.call;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import dev.rollcall.core.testing.Await;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Remembers what was told of one call, and can be made to wait or to want it no more. */
final class FakeProgress implements DialProgress {
  private static final long LONGEST_WAIT_SECONDS = 20;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Optional<DialFailure> failure = Optional.empty();
  private volatile CountDownLatch door = new CountDownLatch(0);
  private volatile boolean wanted = true;

  /** Makes the answer wait until {@link #openDoor}. */
  void closeDoor() {
    door = new CountDownLatch(1);
  }

  void openDoor() {
    door.countDown();
  }

  /** From now on an answered call is not wanted. */
  void refuse() {
    wanted = false;
  }

  /** The steps so far. */
  List<String> told() {
    return List.copyOf(told);
  }

  void awaitTold(String... steps) {
    Await.until(
        () -> told.equals(List.of(steps)) ? Optional.empty() : Optional.of("told: " + told));
  }

  DialFailure awaitFailure() {
    Await.until(() -> failure.isPresent() ? Optional.empty() : Optional.of("told: " + told));
    return failure.orElseThrow();
  }

  @Override
  public void ringing(CallSid call) {
    told.add("ringing");
  }

  @Override
  public void earlyMedia(CallSid call) {
    told.add("early media");
  }

  @Override
  public boolean answered(CallSid call) {
    told.add("answered");
    try {
      if (!door.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the door");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return wanted;
  }

  @Override
  public void failed(CallSid call, DialFailure why) {
    told.add("failed");
    failure = Optional.of(why);
  }
}
