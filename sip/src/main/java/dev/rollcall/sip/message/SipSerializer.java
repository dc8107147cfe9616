package dev.rollcall.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes messages: long header names, CRLF, UTF-8, and always a Content-Length (RFC 3261 section
 * 7).
 */
public final class SipSerializer {
  static final String VERSION = "SIP/2.0";

  private SipSerializer() {}

  /** The message as it goes over the wire. */
  public static byte[] toBytes(SipMessage message) {
    return switch (message) {
      case SipRequest request ->
          toBytes(
              request.method().name() + " " + request.uri().encoded() + " " + VERSION,
              request.headers(),
              request.body());
      case SipResponse response ->
          toBytes(
              VERSION + " " + response.status() + " " + response.reason(),
              response.headers(),
              response.body());
    };
  }

  static byte[] toBytes(String startLine, SipHeaders headers, byte[] body) {
    StringBuilder text = new StringBuilder(1024).append(startLine).append("\r\n");
    for (SipHeader each : headers.list()) {
      text.append(each.name()).append(": ").append(each.value()).append("\r\n");
    }
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    if (body.length == 0) {
      return head;
    }
    byte[] whole = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }
}
