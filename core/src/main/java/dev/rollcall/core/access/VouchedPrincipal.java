package dev.rollcall.core.access;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A principal that one door of this process has let in, for the doors it hands a request on to. It
 * is bound to the thread and to the time of the handing on, so nothing that a client sends can make
 * one.
 */
public final class VouchedPrincipal {
  private static final ScopedValue<Principal> PRINCIPAL = ScopedValue.newInstance();

  private VouchedPrincipal() {}

  /** Who is vouched for on this thread now. */
  public static Optional<Principal> now() {
    return PRINCIPAL.isBound() ? Optional.of(PRINCIPAL.get()) : Optional.empty();
  }

  /** Does {@code action} for {@code principal}, whom the caller has checked. */
  public static <T> T acting(Principal principal, Supplier<T> action) {
    return ScopedValue.where(PRINCIPAL, principal).call(action::get);
  }
}
