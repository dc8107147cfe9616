package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipRequest;

/**
 * The transaction user of RFC 3261 §5: what works with transactions. Everything here is called on
 * the lane of the request's call.
 */
public interface TransactionUser {
  /**
   * A new request, neither ACK nor CANCEL nor a repetition; it must get a final response some time.
   */
  void onRequest(ServerTransaction transaction);

  /** An ACK for a 2xx, possibly one of several. */
  void onAck(SipRequest ack);

  /** The peer takes back an INVITE that has no final response yet; it must get 487 then. */
  void onCancel(ServerTransaction invite);
}
