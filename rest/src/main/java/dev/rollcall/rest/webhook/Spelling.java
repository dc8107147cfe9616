package dev.rollcall.rest.webhook;

import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.event.ConferenceEvent.Changed;

/** How webhooks spell what no other door has. */
final class Spelling {
  private Spelling() {}

  static String of(Changed.What what) {
    return switch (what) {
      case MUTED -> "participant-mute";
      case UNMUTED -> "participant-unmute";
      case HELD -> "participant-hold";
      case UNHELD -> "participant-unhold";
      case MODIFIED -> "participant-modify";
    };
  }

  /** Why a conference ended, in a sentence. */
  static String sentence(EndReason reason) {
    return switch (reason) {
      case ENDED_VIA_API -> "The conference was ended through the API.";
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT ->
          "A participant with endConferenceOnExit left.";
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED ->
          "A participant with endConferenceOnExit was removed.";
      case LAST_PARTICIPANT_KICKED -> "The last participant was removed.";
      case LAST_PARTICIPANT_LEFT -> "The last participant left.";
      case SERVER_STOPPED -> "The server was stopped.";
      case SERVER_RESTARTED -> "The server went away and was started again.";
    };
  }
}
