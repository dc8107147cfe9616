package dev.rollcall.rest.webhook;

import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.event.ConferenceEvent.Changed;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How webhooks spell what core has as enumerations and times. */
final class Spelling {
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Spelling() {}

  static String of(Instant time) {
    return RFC_2822.format(time);
  }

  static String of(Changed.What what) {
    return switch (what) {
      case MUTED -> "participant-mute";
      case UNMUTED -> "participant-unmute";
      case HELD -> "participant-hold";
      case UNHELD -> "participant-unhold";
      case MODIFIED -> "participant-modify";
    };
  }

  static String of(CallStatus status) {
    return switch (status) {
      case QUEUED -> "queued";
      case RINGING -> "ringing";
      case IN_PROGRESS -> "in-progress";
      case COMPLETED -> "completed";
      case BUSY -> "busy";
      case FAILED -> "failed";
      case NO_ANSWER -> "no-answer";
      case CANCELED -> "canceled";
    };
  }

  static String of(CallDirection direction) {
    return switch (direction) {
      case INBOUND -> "inbound";
      case OUTBOUND_API -> "outbound-api";
    };
  }

  static String of(CallProgress step) {
    return switch (step) {
      case INITIATED -> "initiated";
      case RINGING -> "ringing";
      case ANSWERED -> "answered";
      case COMPLETED -> "completed";
    };
  }

  /** With hyphens, as Twilio spells them; the last two are our own. */
  static String of(EndReason reason) {
    return switch (reason) {
      case ENDED_VIA_API -> "conference-ended-via-api";
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT ->
          "participant-with-end-conference-on-exit-left";
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED ->
          "participant-with-end-conference-on-exit-kicked";
      case LAST_PARTICIPANT_KICKED -> "last-participant-kicked";
      case LAST_PARTICIPANT_LEFT -> "last-participant-left";
      case SERVER_STOPPED -> "server-stopped";
      case SERVER_RESTARTED -> "server-restarted";
    };
  }

  /** The same in a sentence. */
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

  /** With underscores, as Twilio spells them; the last six are our own. */
  static String of(LeaveReason reason) {
    return switch (reason) {
      case HUNG_UP -> "participant_hung_up";
      case KICKED -> "participant_updated_via_api";
      case ADD_FAILED -> "participant_add_failed";
      case CONFERENCE_ENDED_VIA_API -> "conference_ended_via_api";
      case MODERATOR_ENDED_CONFERENCE -> "moderator_ended_conference";
      case TIME_LIMIT -> "participant_time_limit";
      case UNREACHABLE -> "participant_unreachable";
      case NEVER_ACKNOWLEDGED -> "participant_never_acknowledged";
      case NO_COMMON_AUDIO -> "participant_no_common_audio";
      case SERVER_STOPPED -> "server_stopped";
      case SERVER_RESTARTED -> "server_restarted";
    };
  }
}
