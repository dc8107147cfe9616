package dev.rollcall.sip.call;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.transaction.ServerTransaction;

/** A call of this server, whichever side began it. */
sealed interface SipCall permits IncomingCall, DialledCall {
  /** Takes a request of the other side within the call's dialog, on the lane of the call. */
  void onRequest(ServerTransaction transaction);

  /** Takes an ACK within the call's dialog, on the lane of the call. */
  void onAck(SipRequest ack);

  /**
   * Whether it must not become a call to this server as well: one that an account has made to an
   * address of its own choosing, and whose rooms are not here.
   */
  boolean mustNotComeIn();

  /**
   * Ends the call because the server stops; an answered call still waits for its ACK before it gets
   * a BYE.
   */
  void stop();

  /**
   * Sends the BYE of a stopped call although no ACK came: a server that is about to be gone cannot
   * wait for the end of the INVITE transaction, which RFC 3261 §15 would have it do.
   */
  void stopWithoutAck();
}
