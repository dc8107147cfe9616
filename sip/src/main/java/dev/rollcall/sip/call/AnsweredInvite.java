package dev.rollcall.sip.call;

import dev.rollcall.sip.dialog.Acknowledgement;
import dev.rollcall.sip.dialog.Dialog;
import dev.rollcall.sip.dialog.DialogId;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transaction.ClientTransaction;
import dev.rollcall.sip.transaction.SipStack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The phones that answer one INVITE of ours: each is acknowledged, and again each time its 2xx
 * comes (RFC 3261 §13.2.2.4). To be used on the lane of its call alone.
 */
final class AnsweredInvite {
  /** How many phones that a proxy rang at once are acknowledged. */
  private static final int MOST_ANSWERS = 16;

  private final SipStack stack;
  private final Map<DialogId, Acknowledgement> known = new LinkedHashMap<>();

  AnsweredInvite(SipStack stack) {
    this.stack = stack;
  }

  /**
   * Acknowledges a 2xx.
   *
   * @param contact our address in the dialog
   * @param authorization what the ACK is to repeat of the INVITE (§22.1)
   * @return the dialog that it made, if it is the first of its phone
   * @throws MalformedSipException if it does not say where the phone is
   */
  Optional<Dialog> acknowledge(
      ClientTransaction sent, SipResponse response, SipUri contact, SipHeaders authorization)
      throws MalformedSipException {
    Acknowledgement before = known.get(DialogId.ofReceived(response));
    if (before != null) {
      before.onAnswerRepeated(response);
      return Optional.empty();
    }
    if (known.size() == MOST_ANSWERS) {
      return Optional.empty();
    }
    Dialog dialog = Dialog.answeredBy(sent.request(), response, contact, sent.target());
    Acknowledgement acknowledgement = new Acknowledgement(stack, dialog);
    known.put(dialog.id(), acknowledgement);
    acknowledgement.send(dialog.ack(response.cseq().number()).adding(authorization));
    return Optional.of(dialog);
  }
}
