package dev.rollcall.core.account;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A proof that one door of this process has taken, for the doors it hands a request on to. It is
 * bound to the thread and to the time of the handing on, so nothing that a client sends can make
 * one.
 */
public final class Vouched {
  private static final ScopedValue<Proof> PROOF = ScopedValue.newInstance();

  private Vouched() {}

  /** What is vouched for on this thread now. */
  public static Optional<Proof> now() {
    return PROOF.isBound() ? Optional.of(PROOF.get()) : Optional.empty();
  }

  /** Does {@code action} for whom {@code proof} is of, which the caller has checked. */
  public static <T> T acting(Proof proof, Supplier<T> action) {
    return ScopedValue.where(PROOF, proof).call(action::get);
  }
}
