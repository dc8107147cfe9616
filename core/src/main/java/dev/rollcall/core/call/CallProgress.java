package dev.rollcall.core.call;

/** The steps of a call that an app may be told of. */
public enum CallProgress {
  /** We begin to call. */
  INITIATED,
  RINGING,
  ANSWERED,
  /** The call is over, whether it was answered or not. */
  COMPLETED
}
