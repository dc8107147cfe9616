package dev.rollcall.sip.call;

import dev.rollcall.sip.message.SipHeader;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.transaction.ServerTransaction;

/**
 * Why a request is not done.
 *
 * @param status the final status, 300 to 699
 * @param headers what the response says besides
 */
record Refusal(int status, SipHeaders headers) {
  /** What stands for this server in a Warning, in place of an address that peers may not know. */
  private static final String AGENT = "rollcall";

  private static final int MEDIA_TYPE_NOT_AVAILABLE = 304;
  private static final int INCOMPATIBLE_MEDIA_FORMAT = 305;
  private static final int MISCELLANEOUS = 399;
  private static final int LONGEST_TEXT = 200;

  static Refusal of(int status) {
    return new Refusal(status, SipHeaders.NONE);
  }

  static Refusal of(int status, String name, String value) {
    return new Refusal(status, SipHeaders.builder().add(name, value).build());
  }

  /** With a Warning that may say anything (RFC 3261 §20.43, code 399). */
  static Refusal explained(int status, String text) {
    return of(status, "Warning", warning(MISCELLANEOUS, text));
  }

  /** Streams, but none of audio: 488 with Warning 304 (media type not available). */
  static Refusal noAudioStream(String text) {
    return of(SipStatus.NOT_ACCEPTABLE_HERE, "Warning", warning(MEDIA_TYPE_NOT_AVAILABLE, text));
  }

  /** No audio that both sides speak: 488 with Warning 305 (incompatible media format). */
  static Refusal noCommonAudio(String text) {
    return of(SipStatus.NOT_ACCEPTABLE_HERE, "Warning", warning(INCOMPATIBLE_MEDIA_FORMAT, text));
  }

  /** Not now: 503 with Retry-After and a Warning that says why. */
  static Refusal notNow(String text, int retryAfterSeconds) {
    return new Refusal(
        SipStatus.SERVICE_UNAVAILABLE,
        SipHeaders.builder()
            .add("Retry-After", Integer.toString(retryAfterSeconds))
            .add("Warning", warning(MISCELLANEOUS, text))
            .build());
  }

  /** Refuses a request so. */
  void give(ServerTransaction transaction) {
    transaction.respond(status, this::complete);
  }

  private SipResponse complete(SipResponse response) {
    SipResponse completed = response;
    for (SipHeader header : headers.list()) {
      completed = completed.withHeader(header.name(), header.value());
    }
    return completed;
  }

  private static String warning(int code, String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TEXT)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\');
              }
              quoted.appendCodePoint(c);
            });
    return code + " " + AGENT + " \"" + quoted + "\"";
  }
}
