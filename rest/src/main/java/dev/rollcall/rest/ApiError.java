package dev.rollcall.rest;

import dev.rollcall.core.Problem;

/** Every error of these APIs: its HTTP status and the number Twilio's dictionary has for it. */
public enum ApiError {
  INVALID_PARAMETER(400, 20001),
  FRIENDLY_NAME_INVALID(400, 20002),
  UNAUTHENTICATED(401, 20003),
  METHOD_NOT_ALLOWED(405, 20004),
  PAGE_SIZE_TOO_LARGE(400, 20007),
  NOT_FOUND(404, 20404),
  CONFLICT(409, 20001),
  BODY_TOO_LARGE(413, 20413),
  TARGET_TOO_LONG(414, 20414),
  TOO_MANY_REQUESTS(429, 20429),
  HEADERS_TOO_LARGE(431, 20431),
  INTERNAL(500, 20500),
  UNAVAILABLE(503, 20503),
  CLIP_UNAVAILABLE(400, 11200),
  CONFERENCE_FULL(400, 16020),
  CONFERENCE_NOT_IN_PROGRESS(400, 16022),
  LABEL_INVALID(400, 16024),
  LABEL_IN_USE(400, 16026),
  COACHED_CALL_ON_HOLD(400, 16027),
  COACHED_CALL_ABSENT(400, 16028),
  URL_INVALID(400, 21205),
  HTTP_METHOD_INVALID(400, 21209),
  PAGE_TOKEN_INVALID(400, 21481),
  PAGE_TOKEN_MISSING(400, 70002);

  private final int status;
  private final int code;

  ApiError(int status, int code) {
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  int code() {
    return code;
  }

  /** What a refusal of core is called here. */
  public static ApiError of(Problem problem) {
    return switch (problem) {
      case CONFERENCE_NOT_FOUND,
          PARTICIPANT_NOT_FOUND,
          CALL_NOT_FOUND,
          CONVERSATION_NOT_FOUND,
          MEMBER_NOT_FOUND,
          MESSAGE_NOT_FOUND,
          HUDDLE_NOT_FOUND,
          USER_NOT_FOUND,
          TOKEN_NOT_FOUND ->
          NOT_FOUND;
      case CONFERENCE_COMPLETED -> CONFERENCE_NOT_IN_PROGRESS;
      case CONFERENCE_FULL -> CONFERENCE_FULL;
      case ROOM_NAME_INVALID -> FRIENDLY_NAME_INVALID;
      case LABEL_INVALID -> LABEL_INVALID;
      case LABEL_IN_USE -> LABEL_IN_USE;
      case COACHED_CALL_MISSING, TEXT_INVALID -> INVALID_PARAMETER;
      case COACHED_CALL_ABSENT -> COACHED_CALL_ABSENT;
      case COACHED_CALL_ON_HOLD -> COACHED_CALL_ON_HOLD;
      case HOLD_MUSIC_UNAVAILABLE -> CLIP_UNAVAILABLE;
      case CURSOR_INVALID -> PAGE_TOKEN_INVALID;
      case STORE_UNAVAILABLE -> UNAVAILABLE;
      case USER_NAME_IN_USE,
          ADDRESS_IN_USE,
          TOO_MANY_TOKENS,
          CONVERSATION_ARCHIVED,
          ROLE_TOO_LOW,
          NOT_YOURS,
          LAST_OWNER,
          ALREADY_A_MEMBER,
          IDEMPOTENCY_KEY_REUSED,
          SCOPE_MISSING ->
          CONFLICT;
    };
  }

  /** What an answer that the HTTP server gives in our place is called here. */
  public static ApiError ofStatus(int status) {
    return switch (status) {
      case 413 -> BODY_TOO_LARGE;
      case 414 -> TARGET_TOO_LONG;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> HEADERS_TOO_LARGE;
      case 400 -> INVALID_PARAMETER;
      default -> INTERNAL;
    };
  }
}
