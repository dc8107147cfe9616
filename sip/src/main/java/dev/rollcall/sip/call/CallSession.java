package dev.rollcall.sip.call;

import dev.rollcall.core.identity.CallSid;
import dev.rollcall.sip.dialog.AnswerRepetition;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.ServerTransaction;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session of one call that joined: its audio, the offers and answers about it (RFC 3261 §14,
 * RFC 3311), and the 2xx whose ACK is awaited. To be used on the lane of its call alone, save for
 * {@link #close}.
 */
final class CallSession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CallSession.class);

  private final CallEnvironment environment;
  private final CallSid sid;
  private final Dialog dialog;
  private final CallAudio audio;
  private final Runnable whenNeverAcknowledged;
  private Optional<AnswerRepetition> answer = Optional.empty();

  /**
   * @param whenNeverAcknowledged run once for each 2xx to an INVITE whose ACK did not come in time
   */
  CallSession(
      CallEnvironment environment,
      CallSid sid,
      Dialog dialog,
      CallAudio audio,
      Runnable whenNeverAcknowledged) {
    this.environment = environment;
    this.sid = sid;
    this.dialog = dialog;
    this.audio = audio;
    this.whenNeverAcknowledged = whenNeverAcknowledged;
  }

  /** Gives the 200 to an INVITE with our description, again and again until its ACK comes. */
  void answer(ServerTransaction transaction, SessionDescription ours) {
    SipResponse response =
        RequestRules.withCapabilities(success(transaction.request()))
            .withBody(MediaType.SDP, ours.toBytes());
    transaction.respond(response);
    answer =
        Optional.of(
            new AnswerRepetition(
                environment.stack().timers(),
                environment.settings().timers(),
                dialog.id().callId(),
                transaction.request().cseq().number(),
                () -> transaction.respond(response),
                whenNeverAcknowledged));
  }

  /** Whether that ACK is the one awaited; then the 200 is not repeated any more. */
  boolean acknowledge(SipRequest ack) {
    return answer.filter(waiting -> waiting.acknowledge(ack.cseq().number())).isPresent();
  }

  /** Whether the ACK brought what our offer needs, or there was no offer of ours. */
  boolean takeAnswer(SipRequest ack) {
    if (!audio.hasOpenOffer()) {
      return true;
    }
    try {
      Optional<SessionDescription> theirs = RequestRules.description(ack);
      if (theirs.isPresent()) {
        audio.acceptAnswer(theirs.get());
        return true;
      }
    } catch (RefusedRequestException e) {
      log.atInfo()
          .addKeyValue("call", sid)
          .addKeyValue("headers", e.refusal().headers())
          .log("answer not usable");
    }
    audio.withdrawOffer();
    return false;
  }

  /** Takes an INVITE or UPDATE of the phone that may change the session. */
  void onOffer(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    boolean invited = request.method().equals(Method.INVITE);
    boolean unfinished = answer.filter(AnswerRepetition::isPending).isPresent();
    if (unfinished && (invited || audio.hasOpenOffer())) {
      transaction.respond(SipStatus.REQUEST_PENDING);
      return;
    }
    try {
      Optional<SessionDescription> offer = RequestRules.description(request);
      dialog.refreshTarget(request);
      if (invited) {
        answer(transaction, offer.isPresent() ? audio.answer(offer.get()) : audio.offer());
      } else {
        SipResponse updated = success(request);
        transaction.respond(
            offer.isPresent()
                ? updated.withBody(MediaType.SDP, audio.answer(offer.get()).toBytes())
                : updated);
      }
    } catch (RefusedRequestException e) {
      e.refusal().give(transaction);
    } catch (MalformedSipException e) {
      RequestRules.malformed(e).refusal().give(transaction);
    }
  }

  /** How long nothing came from the phone. */
  Duration silence() {
    return audio.silence();
  }

  /** Awaits no ACK any more. */
  void stopAwaitingAck() {
    answer.ifPresent(AnswerRepetition::stop);
  }

  /** Frees the audio port. */
  @Override
  public void close() {
    audio.close();
  }

  private SipResponse success(SipRequest request) {
    return SipResponse.answering(request, SipStatus.OK, dialog.id().localTag())
        .withHeader("Contact", NameAddress.of(dialog.contact()).encoded());
  }
}
