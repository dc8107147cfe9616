package dev.rollcall.core.conference;

/** Why a conference ended. */
public enum EndReason {
  ENDED_VIA_API,
  /** A participant with {@code endConferenceOnExit} left. */
  PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT,
  /** A participant with {@code endConferenceOnExit} was removed. */
  PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED,
  LAST_PARTICIPANT_KICKED,
  LAST_PARTICIPANT_LEFT,
  /** The server was stopped in good order while the conference was on. */
  SERVER_STOPPED,
  /** The server went away without a farewell; the conference was closed at the next start. */
  SERVER_RESTARTED
}
