package dev.rollcall.sip.message;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A SIP response (RFC 3261 section 7.2). */
public final class SipResponse implements SipMessage {
  private static final Set<Method> DIALOG_METHODS =
      Set.of(Method.INVITE, Method.SUBSCRIBE, Method.REFER, Method.NOTIFY);

  private final int status;
  private final String reason;
  private final SipHeaders headers;
  private final byte[] body;
  private final Essentials essentials;

  SipResponse(int status, String reason, SipHeaders headers, byte[] body, Essentials essentials) {
    this.status = status;
    this.reason = reason;
    this.headers = headers.contains("Content-Length") ? headers.without("Content-Length") : headers;
    this.body = body;
    this.essentials = essentials;
  }

  /**
   * A response with its headers as given.
   *
   * @throws IllegalArgumentException if the status is not 100 to 699, the reason holds a control
   *     character, or a needed header (Via, From, To, Call-ID, CSeq) is missing or malformed
   */
  public static SipResponse of(int status, String reason, SipHeaders headers, byte[] body) {
    if (status < 100 || status > 699 || !Grammar.isHeaderText(reason)) {
      throw new IllegalArgumentException("not a status: " + status);
    }
    return new SipResponse(status, reason, headers, body.clone(), Essentials.of(headers));
  }

  /**
   * An answer to a request (RFC 3261 section 8.2.6): Via, From, To, Call-ID and CSeq are the
   * request's, and for a request that may start a dialog Record-Route as well.
   *
   * @param toTag goes into To unless that has a tag already
   */
  public static SipResponse answering(SipRequest request, int status, String toTag) {
    return answering(request, status, SipStatus.reason(status), Optional.of(toTag));
  }

  /** The provisional answer 100, which needs no tag and repeats a Timestamp. */
  public static SipResponse trying(SipRequest request) {
    SipResponse trying =
        answering(request, SipStatus.TRYING, SipStatus.reason(SipStatus.TRYING), Optional.empty());
    Optional<String> timestamp = request.headers().first("Timestamp");
    return timestamp.isPresent() ? trying.withHeader("Timestamp", timestamp.get()) : trying;
  }

  /** As {@link #answering(SipRequest, int, String)}, with a reason phrase of our own. */
  public static SipResponse answering(
      SipRequest request, int status, String reason, Optional<String> toTag) {
    SipHeaders.Builder headers = SipHeaders.builder().addAll("Via", request.headers());
    if (status > 100 && status < 300 && DIALOG_METHODS.contains(request.method())) {
      headers.addAll("Record-Route", request.headers());
    }
    headers.addAll("From", request.headers());
    if (toTag.isPresent() && request.toTag().isEmpty()) {
      headers.add("To", request.to().withTag(toTag.get()).encoded());
    } else {
      headers.addAll("To", request.headers());
    }
    headers.addAll("Call-ID", request.headers()).addAll("CSeq", request.headers());
    return of(status, reason, headers.build(), SipRequest.NO_BODY);
  }

  /** 100 to 699. */
  public int status() {
    return status;
  }

  /** The reason phrase, possibly empty. */
  public String reason() {
    return reason;
  }

  /** Whether more responses to the same request follow (1xx). */
  public boolean provisional() {
    return status < 200;
  }

  /** Whether the request succeeded (2xx). */
  public boolean success() {
    return status >= 200 && status < 300;
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
  public SipResponse withHeaders(SipHeaders changed) {
    return new SipResponse(status, reason, changed, body, Essentials.of(changed));
  }

  /** This response with one header in place of all of its name. */
  public SipResponse withHeader(String name, String value) {
    return withHeaders(headers.with(name, value));
  }

  /** This response with another body and its Content-Type. */
  public SipResponse withBody(MediaType type, byte[] changed) {
    SipHeaders typed = headers.with("Content-Type", type.encoded());
    return new SipResponse(status, reason, typed, changed.clone(), essentials);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipResponse that
        && status == that.status
        && reason.equals(that.reason)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, reason, headers, Arrays.hashCode(body));
  }

  /** The response for logs, without credentials and without the body. */
  @Override
  public String toString() {
    return status + " " + reason + "\n" + headers + "(" + body.length + " bytes)";
  }
}
