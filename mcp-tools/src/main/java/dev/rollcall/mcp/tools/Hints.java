package dev.rollcall.mcp.tools;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.mcp.McpException;

/** What a model is told when core refuses: core's reason, and the tool that helps. */
final class Hints {
  private static final int INTERNAL_ERROR = -32603;

  private Hints() {}

  static String text(RefusedException refused) {
    String hint = hint(refused.problem());
    String reason = Sanitized.lines(refused.explanation());
    return hint.isEmpty() ? reason : reason + " " + hint;
  }

  /** The answer to a request that is no tool call: a failure of ours is not the caller's fault. */
  static McpException exception(RefusedException refused) {
    return refused.problem() == Problem.STORE_UNAVAILABLE
        ? new McpException(INTERNAL_ERROR, text(refused))
        : McpException.invalidParams(text(refused));
  }

  private static String hint(Problem problem) {
    return switch (problem) {
      case CONVERSATION_NOT_FOUND -> "Call list_conversations to find ids you can use.";
      case CONVERSATION_ARCHIVED ->
          "An owner can reopen it: update_conversation with status 'active'.";
      case MEMBER_NOT_FOUND ->
          "Call list_conversation_participants to see who is in the conversation.";
      case ROLE_TOO_LOW -> "An owner can raise your role with update_conversation_participant.";
      case NOT_YOURS -> "Nobody can do that for someone else: ask them, or leave it out.";
      case LAST_OWNER ->
          "Make someone else owner first: update_conversation_participant with role 'owner'.";
      case ALREADY_A_MEMBER -> "Use update_conversation_participant to change a role.";
      case MESSAGE_NOT_FOUND -> "Call list_conversation_messages to find message ids.";
      case TEXT_INVALID -> "Correct it and call again.";
      case IDEMPOTENCY_KEY_REUSED -> "Use a new idempotency_key for another message.";
      case HUDDLE_NOT_FOUND -> "Call start_huddle to open one.";
      case SCOPE_MISSING -> "Ask the person who made your token for one with that scope.";
      case CURSOR_INVALID -> "Call again without cursor.";
      case STORE_UNAVAILABLE -> "Nothing was changed; try again in a moment.";
      case CONFERENCE_NOT_FOUND -> "Call list_conferences to find one.";
      case CONFERENCE_COMPLETED ->
          "list_conferences with status 'in-progress' shows those that are on.";
      case CONFERENCE_FULL -> "Someone has to leave first.";
      case PARTICIPANT_NOT_FOUND ->
          "Call list_conference_participants to see who is in it, and give a call_sid or a label.";
      case CALL_NOT_FOUND -> "Give the call_sid of one in list_conference_participants.";
      case COACHED_CALL_MISSING -> "Give call_sid_to_coach.";
      case COACHED_CALL_ABSENT ->
          "list_conference_participants shows the calls that can be coached.";
      case COACHED_CALL_ON_HOLD -> "Take that call off hold first.";
      case CONFERENCE_NOT_STARTED ->
          "It starts once someone with start_conference_on_enter is in: see"
              + " list_conference_participants.";
      case PARTICIPANT_NOT_CONNECTED ->
          "Call list_conference_participants again until its status is 'connected'.";
      case CALL_QUEUE_FULL -> "Wait until some of the calls were made, then call again.";
      case ROOM_NAME_INVALID,
          LABEL_INVALID,
          LABEL_IN_USE,
          SOUND_UNAVAILABLE,
          COMBINATION_UNSUPPORTED,
          DESTINATION_INVALID,
          DESTINATION_UNREACHABLE,
          CALL_STATE_WRONG,
          ACCOUNT_NOT_FOUND,
          ACCOUNT_INACTIVE,
          ACCOUNT_UNCHANGEABLE,
          KEY_NOT_FOUND,
          DELIVERY_NOT_FOUND,
          USER_NOT_FOUND,
          USER_NAME_IN_USE,
          ADDRESS_IN_USE,
          TOKEN_NOT_FOUND,
          TOO_MANY_TOKENS ->
          "";
    };
  }
}
