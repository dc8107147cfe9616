package dev.rollcall.sip.message;

import java.util.Optional;

/**
 * A request or a response. Immutable, and sound where it counts: a message exists only with a
 * readable topmost Via, From, To, Call-ID and CSeq, so these are read without a check. All other
 * headers are read, and possibly refused, through {@link #headers()}.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

  /** All headers. Content-Length is not among them: it is written from the body. */
  SipHeaders headers();

  /** The body, empty when there is none. The array is the message's own and must not be changed. */
  byte[] body();

  /** The topmost Via. */
  Via via();

  /** The From header. */
  NameAddress from();

  /** The To header. */
  NameAddress to();

  /** The Call-ID. */
  String callId();

  /** The CSeq. */
  CSeq cseq();

  /** This message with other headers. */
  SipMessage withHeaders(SipHeaders headers);

  /** The tag in From. */
  default Optional<String> fromTag() {
    return from().tag();
  }

  /** The tag in To. */
  default Optional<String> toTag() {
    return to().tag();
  }

  /** The message as it goes over the wire. */
  default byte[] toBytes() {
    return SipSerializer.toBytes(this);
  }
}
