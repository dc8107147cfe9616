package dev.rollcall.sip.transport;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.Via;

/** Sends messages without waiting for the network. Safe for use by many threads. */
public interface MessageSender {
  /**
   * Sends a request that already carries our Via.
   *
   * @param whenFailed run on any thread if it is known that the request did not go out
   */
  void send(SipRequest request, Peer target, Runnable whenFailed);

  /**
   * Sends a response where its topmost Via and the source of its request say (RFC 3261 §18.2.2, RFC
   * 3581 §4).
   *
   * @param source where the request came from
   * @param whenFailed run on any thread if it is known that the response did not go out
   */
  void respond(SipResponse response, Peer source, Runnable whenFailed);

  /** Our own hop for a request to {@code target}, asking for {@code rport}. */
  Via via(Peer target, String branch);

  /** Notes why a message went no further. */
  void countDropped(DropReason reason);
}
