package dev.rollcall.core.conference;

/** Where a participant's call stands. */
public enum ParticipantStatus {
  QUEUED,
  CONNECTING,
  RINGING,
  CONNECTED,
  /** Its call was connected and is over. */
  COMPLETE,
  /** Its call never connected. */
  FAILED;

  /** Whether the participant is gone. */
  public boolean isEnded() {
    return switch (this) {
      case QUEUED, CONNECTING, RINGING, CONNECTED -> false;
      case COMPLETE, FAILED -> true;
    };
  }
}
