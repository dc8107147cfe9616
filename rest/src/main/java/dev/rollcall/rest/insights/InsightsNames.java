package dev.rollcall.rest.insights;

import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import java.util.Optional;

/** How Conference Insights spell core's enumerations; not as the API of 2010-04-01 does. */
final class InsightsNames {
  private InsightsNames() {}

  static String of(ConferenceStatus status) {
    return switch (status) {
      case INIT -> "not_started";
      case IN_PROGRESS -> "in_progress";
      case COMPLETED -> "completed";
    };
  }

  /** The last two are our own. */
  static String of(EndReason reason) {
    return switch (reason) {
      case ENDED_VIA_API -> "conference_ended_via_api";
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT ->
          "participant_with_end_conference_on_exit_left";
      case PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_KICKED ->
          "participant_with_end_conference_on_exit_kicked";
      case LAST_PARTICIPANT_KICKED -> "last_participant_kicked";
      case LAST_PARTICIPANT_LEFT -> "last_participant_left";
      case SERVER_STOPPED -> "server_stopped";
      case SERVER_RESTARTED -> "server_restarted";
    };
  }

  /** Insights have no name for a call that waits for its turn. */
  static Optional<String> of(CallStatus status) {
    return switch (status) {
      case QUEUED -> Optional.empty();
      case RINGING -> Optional.of("ringing");
      case IN_PROGRESS -> Optional.of("answered");
      case COMPLETED -> Optional.of("completed");
      case BUSY -> Optional.of("busy");
      case FAILED -> Optional.of("fail");
      case NO_ANSWER -> Optional.of("noanswer");
      case CANCELED -> Optional.of("canceled");
    };
  }

  static String of(CallDirection direction) {
    return switch (direction) {
      case INBOUND -> "inbound";
      case OUTBOUND_API -> "outbound";
    };
  }

  /** Whether the record is still to change. */
  static String processing(boolean over) {
    return over ? "complete" : "in_progress";
  }
}
