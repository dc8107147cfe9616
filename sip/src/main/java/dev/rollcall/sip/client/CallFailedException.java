package dev.rollcall.sip.client;

import dev.rollcall.sip.message.SipResponse;
import java.util.Optional;

/** The failure of a call or of a request within one; the message says why. */
public final class CallFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Optional<SipResponse> response;

  CallFailedException(String message) {
    super(message);
    response = Optional.empty();
  }

  CallFailedException(SipResponse response) {
    super(response.status() + " " + response.reason());
    this.response = Optional.of(response);
  }

  /** The final response that refused it; empty if none came. */
  public Optional<SipResponse> response() {
    return response;
  }

  /** The status of that response; 0 if none came. */
  public int status() {
    return response.map(SipResponse::status).orElse(0);
  }
}
