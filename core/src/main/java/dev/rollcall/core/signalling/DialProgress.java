package dev.rollcall.core.signalling;

import dev.rollcall.core.identity.CallSid;

/** Hears what becomes of a call that we make. Safe for use by many threads. */
public interface DialProgress {
  /** The phone rings. When this returns, every list shows it. */
  void ringing(CallSid call);

  /** The phone sends audio before it answers, and the call's audio is open. */
  void earlyMedia(CallSid call);

  /**
   * The phone answered, and the call's audio is open. When this returns, the participant is
   * connected, every list shows it and its audio is routed.
   *
   * @return whether the call is wanted; if not, the phone is to be hung up
   */
  boolean answered(CallSid call);

  /** The call came to its end without an answer. When this returns, no list shows it any more. */
  void failed(CallSid call, DialFailure failure);
}
