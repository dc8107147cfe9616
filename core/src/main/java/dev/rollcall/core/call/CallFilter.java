package dev.rollcall.core.call;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.paging.InstantRange;
import java.util.Optional;

/**
 * Which calls a list is to show; every given condition must hold.
 *
 * @param parent the call that made this one. No call of this version has a parent, so any value
 *     matches none.
 */
public record CallFilter(
    Optional<String> to,
    Optional<String> from,
    Optional<CallSid> parent,
    Optional<CallStatus> status,
    InstantRange started,
    InstantRange ended) {

  /** Shows every call. */
  public static final CallFilter ALL =
      new CallFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          InstantRange.ALWAYS,
          InstantRange.ALWAYS);

  /** Whether {@code call} is to be shown. */
  public boolean accepts(Call call) {
    return to.map(call.parties().to()::equals).orElse(true)
        && from.map(call.parties().from()::equals).orElse(true)
        && parent.isEmpty()
        && status.map(call.status()::equals).orElse(true)
        && started.contains(call.answered())
        && ended.contains(call.ended());
  }
}
