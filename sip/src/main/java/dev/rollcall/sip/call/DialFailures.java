package dev.rollcall.sip.call;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.signalling.DialFailure;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transaction.RequestFailure;
import java.util.Optional;

/**
 * What the ends of unanswered calls mean.
 *
 * <table>
 * <caption>From SIP to the status of a call</caption>
 * <tr><th>what happened</th><th>status</th></tr>
 * <tr><td>486 Busy Here, 600 Busy Everywhere, 603 Decline</td><td>busy</td></tr>
 * <tr><td>408 Request Timeout, 480 Temporarily Unavailable, 487 Request Terminated</td>
 *     <td>no-answer</td></tr>
 * <tr><td>no final response in the time that it may ring</td><td>no-answer</td></tr>
 * <tr><td>300 to 399: redirects are not followed</td><td>failed</td></tr>
 * <tr><td>401 and 407 that cannot be answered, or were answered in vain</td><td>failed</td></tr>
 * <tr><td>all other final responses</td><td>failed</td></tr>
 * <tr><td>2xx without audio that we can speak, told as 488</td><td>failed</td></tr>
 * <tr><td>no response at all in 64*T1, no connection, no address, no audio port</td>
 *     <td>failed</td></tr>
 * <tr><td>the server stops</td><td>canceled</td></tr>
 * </table>
 *
 * <p>603 is what a person says who presses the button to decline, so it counts as busy and not as
 * failed; who calls again later may be taken.
 */
final class DialFailures {
  private static final int BUSY_EVERYWHERE = 600;
  private static final int LONGEST_EXPLANATION = 300;

  private DialFailures() {}

  /**
   * @param why what the response does not say itself
   */
  static DialFailure of(SipResponse response, Optional<String> why) {
    int status = response.status();
    CallStatus outcome =
        switch (status) {
          case SipStatus.BUSY_HERE, BUSY_EVERYWHERE, SipStatus.DECLINE -> CallStatus.BUSY;
          case SipStatus.REQUEST_TIMEOUT,
              SipStatus.TEMPORARILY_UNAVAILABLE,
              SipStatus.REQUEST_TERMINATED ->
              CallStatus.NO_ANSWER;
          default -> CallStatus.FAILED;
        };
    String answer = "the other side answered " + status + " " + response.reason();
    Optional<String> more =
        status / 100 == 3 ? Optional.of("redirects are not followed: call the new address") : why;
    return new DialFailure(
        outcome, Optional.of(status), clean(more.map(text -> answer + ": " + text).orElse(answer)));
  }

  /** What peers wrote may be long, and hold characters that no log line should. */
  private static String clean(String text) {
    StringBuilder cleaned = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_EXPLANATION)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(cleaned::appendCodePoint);
    return cleaned.toString();
  }

  static DialFailure of(RequestFailure failure) {
    return failed(
        switch (failure) {
          case TIMEOUT -> "the other side did not respond to the INVITE";
          case TRANSPORT -> "the INVITE could not be sent to the other side";
        });
  }

  /** The call could not be made, or its answer was of no use. */
  static DialFailure failed(String why) {
    return new DialFailure(CallStatus.FAILED, Optional.empty(), clean(why));
  }

  /** The phone answered with audio that we cannot speak. */
  static DialFailure noCommonAudio() {
    return new DialFailure(
        CallStatus.FAILED,
        Optional.of(SipStatus.NOT_ACCEPTABLE_HERE),
        "the phone answered with audio that is not spoken here");
  }

  static DialFailure noAnswer() {
    return new DialFailure(
        CallStatus.NO_ANSWER, Optional.empty(), "nobody answered while the phone was to ring");
  }

  static DialFailure stopped() {
    return new DialFailure(CallStatus.CANCELED, Optional.empty(), "the server stops");
  }
}
