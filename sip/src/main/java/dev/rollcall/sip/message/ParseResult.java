package dev.rollcall.sip.message;

/** What a parser made of some bytes. */
public sealed interface ParseResult {

  /** A sound message. */
  record Parsed(SipMessage message) implements ParseResult {}

  /**
   * A request that is refused and can be answered: never an ACK. The answer goes where {@link
   * #via()} and the source address say, as for any response.
   *
   * @param status what to answer: 400, 505 or 513
   * @param reason the reason phrase, for the sender and for our log
   * @param via the topmost hop, as far as it could be read
   * @param headers those of Via, From, To, Call-ID and CSeq that stood in the request, as they
   *     stood
   */
  record Refusable(int status, String reason, Via via, SipHeaders headers) implements ParseResult {

    /**
     * The answer as it goes over the wire.
     *
     * @param answeredVia the topmost Via, usually {@link #via()} with {@code received} and {@code
     *     rport}
     * @param toTag goes into To when that can be read and has no tag
     */
    public byte[] answer(Via answeredVia, String toTag) {
      SipHeaders answered = headers.withFirst("Via", answeredVia.encoded());
      try {
        NameAddress to = answered.to();
        if (to.tag().isEmpty()) {
          answered = answered.withFirst("To", to.withTag(toTag).encoded());
        }
      } catch (MalformedSipException unreadable) {
        // The answer carries To as it came: there is no better one to give.
      }
      return SipSerializer.toBytes(
          SipSerializer.VERSION + " " + status + " " + reason, answered, SipRequest.NO_BODY);
    }
  }

  /**
   * Not a message but a sign of life (RFC 5626 section 3.5.1 and what phones send instead).
   *
   * @param pongExpected whether the sender waits for a CRLF
   */
  record KeepAlive(boolean pongExpected) implements ParseResult {}

  /**
   * Bytes that can be neither used nor answered: dropped and counted.
   *
   * @param reason for our log; quotes nothing of what came
   */
  record Unusable(String reason) implements ParseResult {}
}
