package dev.rollcall.sip.call;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.core.signalling.DialProgress;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells core what becomes of a call that we make: each step once, in order, and nothing once core
 * has taken the call back. To be used on the lane of its call alone, save for {@link #silence}.
 */
final class DialReport {
  private static final Logger log = LoggerFactory.getLogger(DialReport.class);

  private final CallSid call;
  private final DialProgress progress;
  private final Executor inOrder;
  private volatile boolean silent;
  private boolean rang;
  private boolean spoke;

  /**
   * @param inOrder runs things one after another, on threads that may block
   */
  DialReport(CallSid call, DialProgress progress, Executor inOrder) {
    this.call = call;
    this.progress = progress;
    this.inOrder = inOrder;
  }

  /** Nothing more is to be told. On any thread. */
  void silence() {
    silent = true;
  }

  void ringing() {
    if (!rang) {
      rang = true;
      tell(() -> progress.ringing(call));
    }
  }

  void earlyMedia() {
    if (!spoke) {
      spoke = true;
      tell(() -> progress.earlyMedia(call));
    }
  }

  /**
   * @param then learns whether the call is wanted, on the thread that told
   */
  void answered(Consumer<Boolean> then) {
    inOrder.execute(() -> then.accept(isWanted()));
  }

  void failed(DialFailure failure) {
    tell(() -> progress.failed(call, failure));
  }

  private boolean isWanted() {
    try {
      return !silent && progress.answered(call);
    } catch (RuntimeException | Error e) {
      // Even an Error must bring the phone its BYE.
      log.atError().addKeyValue("call", call).setCause(e).log("an answered call was not taken");
      return false;
    }
  }

  private void tell(Runnable step) {
    inOrder.execute(
        () -> {
          if (!silent) {
            step.run();
          }
        });
  }
}
