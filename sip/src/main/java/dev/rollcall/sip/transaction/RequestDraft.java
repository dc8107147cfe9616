package dev.rollcall.sip.transaction;

import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.Uri;
import dev.rollcall.sip.message.Via;
import java.util.Optional;

/**
 * A request of ours before it is known through which hop it goes.
 *
 * @param headers all but Via and Content-Type
 */
public record RequestDraft(Method method, Uri uri, SipHeaders headers, Optional<Body> body) {

  /** What a request carries. */
  public static final class Body {
    private final MediaType type;
    private final byte[] bytes;

    public Body(MediaType type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes.clone();
    }
  }

  public RequestDraft withBody(MediaType type, byte[] bytes) {
    return new RequestDraft(method, uri, headers, Optional.of(new Body(type, bytes)));
  }

  public RequestDraft withHeader(String name, String value) {
    return new RequestDraft(method, uri, headers.with(name, value), body);
  }

  /** The same with further headers at the end. */
  public RequestDraft adding(SipHeaders more) {
    SipHeaders all = SipHeaders.builder().addAll(headers).addAll(more).build();
    return new RequestDraft(method, uri, all, body);
  }

  /** The Call-ID that the headers name. */
  public String callId() {
    return headers.first("Call-ID").orElse("");
  }

  SipRequest through(Via via) {
    SipRequest request = SipRequest.of(method, uri, headers.prepending("Via", via.encoded()));
    return body.map(content -> request.withBody(content.type, content.bytes)).orElse(request);
  }
}
