package dev.rollcall.sip.dialog;

import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;

/** What names a dialog at our side (RFC 3261 §12). The remote tag is empty for RFC 2543 peers. */
public record DialogId(String callId, String localTag, String remoteTag) {
  /** The dialog a request from the peer belongs to; its local tag is empty if it names none. */
  public static DialogId ofReceived(SipRequest request) {
    return new DialogId(request.callId(), request.toTag().orElse(""), request.fromTag().orElse(""));
  }

  /** The dialog that a response to a request of ours belongs to. */
  public static DialogId ofReceived(SipResponse response) {
    return new DialogId(
        response.callId(), response.fromTag().orElse(""), response.toTag().orElse(""));
  }
}
