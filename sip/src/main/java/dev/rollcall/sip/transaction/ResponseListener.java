package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.SipResponse;

/** Learns what becomes of a request of ours, on the lane of its call. */
public interface ResponseListener {
  /**
   * A response: any number of provisional ones, then one final; after a 2xx to an INVITE further
   * 2xx for as long as the transaction lives (RFC 6026 §7.2).
   */
  void onResponse(SipResponse response);

  /** No final response will come. */
  void onFailure(RequestFailure failure);
}
