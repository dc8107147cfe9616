package dev.rollcall.core;

/**
 * Every reason for which core refuses a request. Each door says them in its own words and codes.
 */
public enum Problem {
  /** No such thing, or not the caller's: the two are never told apart. */
  CONFERENCE_NOT_FOUND,
  /** The conference is over, so it cannot be changed any more. */
  CONFERENCE_COMPLETED,
  /** The conference has as many participants as are allowed. */
  CONFERENCE_FULL,
  ROOM_NAME_INVALID,
  /** No such participant in the conference now. */
  PARTICIPANT_NOT_FOUND,
  CALL_NOT_FOUND,
  LABEL_INVALID,
  /** A live participant of the conference has the label. */
  LABEL_IN_USE,
  /** Coaching was asked for without a call to coach. */
  COACHED_CALL_MISSING,
  /** The call to coach is not in the conference, or is the coach's own. */
  COACHED_CALL_ABSENT,
  COACHED_CALL_ON_HOLD,
  /** The hold music could not be fetched or played. */
  HOLD_MUSIC_UNAVAILABLE,
  /** The cursor does not belong to the list. */
  CURSOR_INVALID,
  /** The change could not be made durable and was not made. */
  STORE_UNAVAILABLE
}
