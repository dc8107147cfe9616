package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.Via;
import java.util.Locale;

/**
 * How messages are matched to transactions (RFC 3261 §17.1.3 and §17.2.3). Every key also holds the
 * Call-ID, so that one transaction never meets messages of two lanes.
 */
final class TransactionKeys {
  private static final char SEPARATOR = '\n';

  private TransactionKeys() {}

  /** The key of the server transaction that a request begins, repeats or, as an ACK, ends. */
  static String ofServer(SipRequest request) {
    Method method = request.method().equals(Method.ACK) ? Method.INVITE : request.method();
    return ofServer(request, method);
  }

  /** The key of the server transaction of {@code method} that an ACK or a CANCEL is about. */
  static String ofServer(SipRequest request, Method method) {
    Via via = request.via();
    if (via.hasMagicCookie()) {
      return join(
          request.callId(),
          via.branch().orElse("").toLowerCase(Locale.ROOT),
          sentBy(via),
          method.name());
    }
    // A peer of RFC 2543. Its ACK names the To tag of the answer, which its INVITE could not know,
    // so the To tag is compared apart.
    return join(
        request.callId(),
        request.uri().encoded(),
        request.fromTag().orElse(""),
        Long.toString(request.cseq().number()),
        sentBy(via) + via.branch().orElse(""),
        method.name());
  }

  /** The key under which two arrivals of one request by different ways are equal (§8.2.2.2). */
  static String ofMerging(SipRequest request) {
    return join(
        request.callId(),
        request.fromTag().orElse(""),
        Long.toString(request.cseq().number()),
        request.method().name());
  }

  static String ofClient(SipRequest request) {
    return join(
        request.callId(), request.via().branch().orElse(""), request.cseq().method().name());
  }

  static String ofClient(SipResponse response) {
    return join(
        response.callId(), response.via().branch().orElse(""), response.cseq().method().name());
  }

  private static String sentBy(Via via) {
    String port = via.port().isPresent() ? Integer.toString(via.port().getAsInt()) : "";
    return via.host().toLowerCase(Locale.ROOT) + ":" + port;
  }

  private static String join(String... parts) {
    return String.join(String.valueOf(SEPARATOR), parts);
  }
}
