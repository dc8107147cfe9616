package dev.rollcall.sip.dialog;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transaction.SipStack;
import dev.rollcall.sip.transport.Peer;
import java.util.Optional;

/**
 * The ACK for the latest 2xx to an INVITE of ours in one dialog, which goes out again each time
 * that 2xx comes (RFC 3261 §13.2.2.4). To be used on the lane of its call alone.
 */
public final class Acknowledgement {
  private final SipStack stack;
  private final Dialog dialog;
  private Optional<SipRequest> last = Optional.empty();

  public Acknowledgement(SipStack stack, Dialog dialog) {
    this.stack = stack;
    this.dialog = dialog;
  }

  /**
   * Sends an ACK at once: to a Contact that is a name, or that we cannot send to, where the INVITE
   * went.
   */
  public void send(RequestDraft ack) {
    last = Optional.of(stack.transactions().sendAck(ack, nextHop()));
  }

  /** Takes note that a 2xx came once more. */
  public void onAnswerRepeated(SipResponse answer) {
    last.filter(ack -> ack.cseq().number() == answer.cseq().number())
        .ifPresent(ack -> stack.transactions().repeatAck(ack, nextHop()));
  }

  private Peer nextHop() {
    return dialog.nextHop(stack.transport()::isOpen);
  }
}
