package dev.rollcall.sip.transport;

import dev.rollcall.sip.message.SipMessage;

/** Takes messages as they come in. */
public interface MessageReceiver {
  /**
   * Takes one message on a receiving thread; must neither block nor throw. The topmost Via of a
   * request already says where it came from.
   */
  void receive(SipMessage message, Peer source);
}
