package dev.rollcall.sip.message;

/**
 * The headers without which a message cannot be answered or matched, read once (RFC 3261 section
 * 8.1.1).
 *
 * @param via the topmost hop
 * @param from the sender
 * @param to the receiver
 * @param callId the call's identifier
 * @param cseq the place in the dialog
 */
record Essentials(Via via, NameAddress from, NameAddress to, String callId, CSeq cseq) {

  static Essentials read(SipHeaders headers) throws MalformedSipException {
    return new Essentials(
        headers.via(), headers.from(), headers.to(), headers.callId(), headers.cseq());
  }

  /** As {@link #read}, for headers we put together ourselves. */
  static Essentials of(SipHeaders headers) {
    try {
      return read(headers);
    } catch (MalformedSipException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
  }
}
