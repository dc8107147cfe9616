package dev.rollcall.core.conference;

/** Why a participant is not in the conference any more. */
public enum LeaveReason {
  HUNG_UP,
  /** Its call was never answered, also if it was taken back or the conference ended meanwhile. */
  ADD_FAILED,
  /** Its call lasted as long as it was allowed to. */
  TIME_LIMIT,
  /** Removed at a door. */
  KICKED,
  CONFERENCE_ENDED_VIA_API,
  /**
   * Another participant with {@code endConferenceOnExit} went away and took the conference along.
   */
  MODERATOR_ENDED_CONFERENCE,
  /** Neither audio nor an answer came from the phone for the configured time. */
  UNREACHABLE,
  /** The phone never acknowledged that its call was answered (RFC 3261 §13.3.1.4). */
  NEVER_ACKNOWLEDGED,
  /** The phone offered or answered audio that we cannot speak. */
  NO_COMMON_AUDIO,
  SERVER_STOPPED,
  SERVER_RESTARTED
}
