package dev.rollcall.sip.call;

import dev.rollcall.core.conference.LeaveReason;

/** The Reason headers that tell a phone why its call ends (RFC 3326). */
final class HangUpReasons {
  private HangUpReasons() {}

  /** The value of the Reason header for a call that ends for that reason. */
  static String header(LeaveReason reason) {
    return "SIP;cause=" + cause(reason) + ";text=\"" + text(reason) + "\"";
  }

  private static int cause(LeaveReason reason) {
    return switch (reason) {
      case HUNG_UP, TIME_LIMIT -> 200;
      case ADD_FAILED -> 487;
      case KICKED -> 403;
      case CONFERENCE_ENDED_VIA_API, MODERATOR_ENDED_CONFERENCE -> 410;
      case UNREACHABLE, NEVER_ACKNOWLEDGED -> 408;
      case NO_COMMON_AUDIO -> 488;
      case SERVER_STOPPED, SERVER_RESTARTED -> 503;
    };
  }

  private static String text(LeaveReason reason) {
    return switch (reason) {
      case HUNG_UP -> "Call completed";
      case TIME_LIMIT -> "The time limit was reached";
      case ADD_FAILED -> "The call was taken back";
      case KICKED -> "Removed from the conference";
      case CONFERENCE_ENDED_VIA_API -> "The conference was ended";
      case MODERATOR_ENDED_CONFERENCE -> "The moderator left";
      case UNREACHABLE -> "No sign of life";
      case NEVER_ACKNOWLEDGED -> "No ACK came";
      case NO_COMMON_AUDIO -> "No common audio";
      case SERVER_STOPPED, SERVER_RESTARTED -> "The server stops";
    };
  }
}
