package dev.rollcall.mcp.tools;

import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.ParticipantStatus;
import java.util.Locale;

/** How core's enumerations are spelled in tools: those of conferences as the REST API has them. */
final class Spelling {
  private Spelling() {}

  /** In lower case, words joined by underscores. */
  static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String of(ConferenceStatus status) {
    return switch (status) {
      case INIT -> "init";
      case IN_PROGRESS -> "in-progress";
      case COMPLETED -> "completed";
    };
  }

  static String of(ParticipantStatus status) {
    return switch (status) {
      case QUEUED -> "queued";
      case CONNECTING -> "connecting";
      case RINGING -> "ringing";
      case CONNECTED -> "connected";
      case COMPLETE -> "complete";
      case FAILED -> "failed";
    };
  }

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

  static String of(LeaveReason reason) {
    return switch (reason) {
      case HUNG_UP -> "participant_hung_up";
      case ADD_FAILED -> "participant_add_failed";
      case TIME_LIMIT -> "participant_time_limit";
      case KICKED -> "participant_updated_via_api";
      case CONFERENCE_ENDED_VIA_API -> "conference_ended_via_api";
      case MODERATOR_ENDED_CONFERENCE -> "moderator_ended_conference";
      case UNREACHABLE -> "participant_unreachable";
      case NEVER_ACKNOWLEDGED -> "participant_never_acknowledged";
      case NO_COMMON_AUDIO -> "participant_no_common_audio";
      case SERVER_STOPPED -> "server_stopped";
      case SERVER_RESTARTED -> "server_restarted";
    };
  }
}
