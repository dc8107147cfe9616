package dev.rollcall.core.call;

/**
 * Where a call stands. The last five are ends: a call that reached one of them never changes again.
 */
public enum CallStatus {
  QUEUED,
  RINGING,
  IN_PROGRESS,
  COMPLETED,
  BUSY,
  FAILED,
  NO_ANSWER,
  CANCELED;

  /** Whether the call is over. */
  public boolean isEnded() {
    return switch (this) {
      case QUEUED, RINGING, IN_PROGRESS -> false;
      case COMPLETED, BUSY, FAILED, NO_ANSWER, CANCELED -> true;
    };
  }
}
