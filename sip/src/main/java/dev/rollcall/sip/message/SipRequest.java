package dev.rollcall.sip.message;

import java.util.Arrays;
import java.util.Objects;

/** A SIP request (RFC 3261 section 7.1). */
public final class SipRequest implements SipMessage {
  static final byte[] NO_BODY = new byte[0];

  private final Method method;
  private final Uri uri;
  private final SipHeaders headers;
  private final byte[] body;
  private final Essentials essentials;

  SipRequest(Method method, Uri uri, SipHeaders headers, byte[] body, Essentials essentials) {
    this.method = method;
    this.uri = uri;
    this.headers = headers.contains("Content-Length") ? headers.without("Content-Length") : headers;
    this.body = body;
    this.essentials = essentials;
  }

  /**
   * A request of our own.
   *
   * @throws IllegalArgumentException if a needed header (Via, From, To, Call-ID, CSeq) is missing
   *     or malformed, or the CSeq's method is another
   */
  public static SipRequest of(Method method, Uri uri, SipHeaders headers, byte[] body) {
    Essentials essentials = Essentials.of(headers);
    if (!essentials.cseq().method().equals(method)) {
      throw new IllegalArgumentException("the CSeq's method is another");
    }
    return new SipRequest(method, uri, headers, body.clone(), essentials);
  }

  /** A request of our own without a body. */
  public static SipRequest of(Method method, Uri uri, SipHeaders headers) {
    return of(method, uri, headers, NO_BODY);
  }

  /** What is asked for. */
  public Method method() {
    return method;
  }

  /** The Request-URI. */
  public Uri uri() {
    return uri;
  }

  @Override
  public SipHeaders headers() {
    return headers;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public Via via() {
    return essentials.via();
  }

  @Override
  public NameAddress from() {
    return essentials.from();
  }

  @Override
  public NameAddress to() {
    return essentials.to();
  }

  @Override
  public String callId() {
    return essentials.callId();
  }

  @Override
  public CSeq cseq() {
    return essentials.cseq();
  }

  @Override
  public SipRequest withHeaders(SipHeaders changed) {
    return new SipRequest(method, uri, changed, body, Essentials.of(changed));
  }

  /** This request with one header in place of all of its name. */
  public SipRequest withHeader(String name, String value) {
    return withHeaders(headers.with(name, value));
  }

  /** This request with another topmost Via; how a receiver notes where it came from. */
  public SipRequest withVia(Via via) {
    return withHeaders(headers.withFirst("Via", via.encoded()));
  }

  /** This request for another address. */
  public SipRequest withUri(Uri changed) {
    return new SipRequest(method, changed, headers, body, essentials);
  }

  /** This request with another body and its Content-Type. */
  public SipRequest withBody(MediaType type, byte[] changed) {
    SipHeaders typed = headers.with("Content-Type", type.encoded());
    return new SipRequest(method, uri, typed, changed.clone(), essentials);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipRequest that
        && method.equals(that.method)
        && uri.equals(that.uri)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, uri, headers, Arrays.hashCode(body));
  }

  /** The request for logs, without credentials and without the body. */
  @Override
  public String toString() {
    return method + " " + uri + "\n" + headers + "(" + body.length + " bytes)";
  }
}
