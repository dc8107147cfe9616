package dev.rollcall.media;

/** Why a packet that came was not used. */
public enum DiscardReason {
  /** It is not well-formed RTP or RTCP. */
  MALFORMED,
  /** Signalling has not yet said what the far end sends. */
  NOT_CONFIGURED,
  /** Its payload type was not agreed on. */
  UNKNOWN_PAYLOAD_TYPE,
  /** It comes from an address other than the one listened to. */
  FOREIGN_SOURCE,
  /**
   * It is the first of a new synchronization source or far out of sequence; its successor counts.
   */
  OUT_OF_SEQUENCE,
  /** It was here before. */
  DUPLICATE,
  /** It is too far ahead of its time, or the jitter buffer is full. */
  OVERFLOW,
  /** Its payload cannot be decoded. */
  UNDECODABLE,
  /** The leg was in no conference when it came. */
  NOT_ATTACHED
}
