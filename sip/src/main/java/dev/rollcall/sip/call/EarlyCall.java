package dev.rollcall.sip.call;

import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.sdp.SessionDescription;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audio of a call that we make, from our offer to the answer. Where a proxy rings several
 * phones, the one that spoke up last is heard. To be used on the lane of its call alone.
 */
final class EarlyCall {
  private static final Logger log = LoggerFactory.getLogger(EarlyCall.class);

  private final CallAudio audio;
  private final DialReport report;
  private final boolean isWanted;
  private Optional<DialogId> heard = Optional.empty();

  /**
   * @param isWanted whether core wants to be told of audio before the answer
   */
  EarlyCall(CallAudio audio, DialReport report, boolean isWanted) {
    this.audio = audio;
    this.report = report;
    this.isWanted = isWanted;
  }

  CallAudio audio() {
    return audio;
  }

  /**
   * A phone that rings says so by 180, or lets us hear a tone or a voice, which is ringing too. The
   * description of an unreliable response is only what the answer will be (RFC 3261 §13.2.1).
   */
  void onProvisional(SipResponse response) {
    Optional<SessionDescription> description = description(response);
    if (response.status() == SipStatus.RINGING || description.isPresent()) {
      report.ringing();
    }
    if (description.isEmpty()) {
      return;
    }
    try {
      audio.preview(description.get());
      heard = Optional.of(DialogId.ofReceived(response));
      if (isWanted) {
        report.earlyMedia();
      }
    } catch (RefusedRequestException e) {
      note(response, e);
    }
  }

  /**
   * Takes the answer. One without a description stands by that of its phone's earlier responses.
   *
   * @throws RefusedRequestException if there is no common audio
   */
  void accept(DialogId dialog, SipResponse answer) throws RefusedRequestException {
    Optional<SessionDescription> description = RequestRules.description(answer);
    if (description.isPresent()) {
      audio.acceptAnswer(description.get());
    } else if (heard.filter(dialog::equals).isPresent()) {
      audio.withdrawOffer();
    } else {
      throw new RefusedRequestException(
          Refusal.noAudioStream("the answer has no session description"));
    }
  }

  /** Frees the audio port. */
  void close() {
    audio.close();
  }

  private static Optional<SessionDescription> description(SipResponse response) {
    try {
      return RequestRules.description(response);
    } catch (RefusedRequestException e) {
      note(response, e);
      return Optional.empty();
    }
  }

  private static void note(SipResponse response, RefusedRequestException e) {
    log.atDebug()
        .addKeyValue("callId", response.callId())
        .addKeyValue("headers", e.refusal().headers())
        .log("early audio is not usable");
  }
}
