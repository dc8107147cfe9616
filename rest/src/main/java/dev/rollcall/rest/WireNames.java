package dev.rollcall.rest;

import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.ParticipantStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** How core's enumerations are spelled on the wire. */
public final class WireNames {
  private WireNames() {}

  public static String of(ConferenceStatus status) {
    return switch (status) {
      case INIT -> "init";
      case IN_PROGRESS -> "in-progress";
      case COMPLETED -> "completed";
    };
  }

  public static String of(ParticipantStatus status) {
    return switch (status) {
      case QUEUED -> "queued";
      case CONNECTING -> "connecting";
      case RINGING -> "ringing";
      case CONNECTED -> "connected";
      case COMPLETE -> "complete";
      case FAILED -> "failed";
    };
  }

  public static String of(CallStatus status) {
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

  public static String of(CallDirection direction) {
    return switch (direction) {
      case INBOUND -> "inbound";
      case OUTBOUND_API -> "outbound-api";
    };
  }

  /** With hyphens, as Twilio spells them; the last two are our own. */
  public static String of(EndReason reason) {
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

  /** With underscores, as Twilio spells them in webhooks; the last six are our own. */
  public static String of(LeaveReason reason) {
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

  public static String of(CallProgress step) {
    return switch (step) {
      case INITIATED -> "initiated";
      case RINGING -> "ringing";
      case ANSWERED -> "answered";
      case COMPLETED -> "completed";
    };
  }

  public static String of(ConferenceCallback.Kind kind) {
    return switch (kind) {
      case START -> "start";
      case END -> "end";
      case JOIN -> "join";
      case LEAVE -> "leave";
      case MUTE -> "mute";
      case HOLD -> "hold";
      case MODIFY -> "modify";
      case SPEAKER -> "speaker";
      case ANNOUNCEMENT -> "announcement";
    };
  }

  /** The one of {@code values} that is spelled {@code text}. */
  static <T> Optional<T> parse(String text, T[] values, Function<T, String> spelling) {
    return Arrays.stream(values).filter(value -> spelling.apply(value).equals(text)).findFirst();
  }
}
