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
  /** Sound that a caller named could not be fetched or played. */
  SOUND_UNAVAILABLE,
  /** Nobody in the conference started it yet, so nothing can be announced in it. */
  CONFERENCE_NOT_STARTED,
  /** The participant's call is not answered yet. */
  PARTICIPANT_NOT_CONNECTED,
  /** What was asked for does not go together; the message says what to leave out. */
  COMBINATION_UNSUPPORTED,
  /** The address to call is of no form that can be called. */
  DESTINATION_INVALID,
  /** No trunk takes the number, or calls are not made in that way here. */
  DESTINATION_UNREACHABLE,
  /** More calls wait for their turn than are allowed. */
  CALL_QUEUE_FULL,
  /** The call is over, or answered already, and cannot be changed in that way any more. */
  CALL_STATE_WRONG,
  ACCOUNT_NOT_FOUND,
  /** The account is suspended or closed, so it can begin nothing. */
  ACCOUNT_INACTIVE,
  /** The account cannot be changed in that way; the message says why. */
  ACCOUNT_UNCHANGEABLE,
  KEY_NOT_FOUND,
  DELIVERY_NOT_FOUND,
  /** No such conversation, or none the caller is in: the two are never told apart. */
  CONVERSATION_NOT_FOUND,
  /** The conversation is archived, so nothing is posted. */
  CONVERSATION_ARCHIVED,
  /** No such member is in the conversation now. */
  MEMBER_NOT_FOUND,
  /** The caller's role is too low; the message names the role that is needed. */
  ROLE_TOO_LOW,
  /** Only the member itself may set this. */
  NOT_YOURS,
  /** A conversation keeps at least one owner. */
  LAST_OWNER,
  /** A role other than the one asked for is held already. */
  ALREADY_A_MEMBER,
  MESSAGE_NOT_FOUND,
  /** What was to be written is too long, too much, or of a wrong form. */
  TEXT_INVALID,
  /** The idempotency key was used for another request. */
  IDEMPOTENCY_KEY_REUSED,
  HUDDLE_NOT_FOUND,
  USER_NOT_FOUND,
  USER_NAME_IN_USE,
  ADDRESS_IN_USE,
  TOKEN_NOT_FOUND,
  /** The user has as many good tokens as are allowed. */
  TOO_MANY_TOKENS,
  /** The caller has not been granted what this needs. */
  SCOPE_MISSING,
  /** The cursor does not belong to the list. */
  CURSOR_INVALID,
  /** The change could not be made durable and was not made. */
  STORE_UNAVAILABLE
}
