package dev.rollcall.sip.transport;

/** Why a message went no further. */
public enum DropReason {
  /** Not a SIP message. */
  MALFORMED,
  /** Longer than we take in. */
  TOO_LARGE,
  /** More messages wait for their turn than are allowed. */
  OVERLOADED,
  /** A connection that was not taken because there are as many as allowed. */
  CONNECTION_LIMIT,
  /** A response to a request that we did not send, or no longer know. */
  UNMATCHED_RESPONSE,
  /** An ACK for an answer that we did not give, or no longer know. */
  UNMATCHED_ACK,
  /** The peer could not be reached, or did not read what was sent before. */
  SEND_FAILED
}
