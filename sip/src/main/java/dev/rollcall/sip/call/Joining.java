package dev.rollcall.sip.call;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.signalling.CallLeg;
import dev.rollcall.core.signalling.JoinRequest;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transport.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of an invited call into its conference; may take a while, so not for a lane. */
final class Joining {
  private static final Logger log = LoggerFactory.getLogger(Joining.class);

  private final CallEnvironment environment;
  private final Invitation invitation;
  private final CallSid call;
  private final CallLeg leg;

  /**
   * What a call joined with.
   *
   * @param description our answer, or our offer if the INVITE had none
   */
  record Joined(CallAudio audio, SessionDescription description) {}

  Joining(CallEnvironment environment, Invitation invitation, CallSid call, CallLeg leg) {
    this.environment = environment;
    this.invitation = invitation;
    this.call = call;
    this.leg = leg;
  }

  /**
   * Opens audio, negotiates and joins.
   *
   * @throws RefusedRequestException if any of that is not possible; then nothing is left open
   */
  Joined join(Peer source) throws RefusedRequestException {
    CallAudio audio = open(source);
    boolean joined = false;
    try {
      SessionDescription description =
          invitation.offer().isPresent() ? audio.answer(invitation.offer().get()) : audio.offer();
      environment
          .admission()
          .join(
              new JoinRequest(
                  environment.account(),
                  invitation.room(),
                  call,
                  invitation.parties(),
                  invitation.label(),
                  invitation.controls(),
                  leg));
      joined = true;
      return new Joined(audio, description);
    } catch (RefusedException e) {
      throw new RefusedRequestException(refusal(e));
    } finally {
      if (!joined) {
        audio.close();
      }
    }
  }

  private CallAudio open(Peer source) throws RefusedRequestException {
    try {
      return CallAudio.open(environment, call, source);
    } catch (AudioUnavailableException e) {
      log.atWarn().addKeyValue("call", call).setCause(e).log("no audio for a call");
      throw new RefusedRequestException(
          Refusal.notNow("no audio port is free", environment.retryAfterSeconds()));
    }
  }

  private Refusal refusal(RefusedException e) {
    String text = e.explanation();
    Problem problem = e.problem();
    return switch (problem) {
      case ROOM_NAME_INVALID -> Refusal.explained(SipStatus.NOT_FOUND, text);
      case CONFERENCE_FULL -> Refusal.explained(SipStatus.BUSY_HERE, text);
      case LABEL_INVALID, LABEL_IN_USE, ACCOUNT_INACTIVE ->
          Refusal.explained(SipStatus.FORBIDDEN, text);
      case STORE_UNAVAILABLE -> Refusal.notNow(text, environment.retryAfterSeconds());
      // Whatever else core refuses is not what a join is refused for.
      default -> Refusal.explained(SipStatus.SERVER_INTERNAL_ERROR, text);
    };
  }
}
