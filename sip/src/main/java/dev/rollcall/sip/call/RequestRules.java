package dev.rollcall.sip.call;

import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.SipHeader;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipMessage;
import dev.rollcall.sip.message.SipRequest;
import dev.rollcall.sip.message.SipResponse;
import dev.rollcall.sip.message.SipStatus;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.MalformedSdpException;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.ServerTransaction;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks that every request must pass, whatever it is about (RFC 3261 §8.2). */
final class RequestRules {
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE";
  static final String ACCEPT = "application/sdp";

  /** What we do, as a message says it (§11.2). */
  static final SipHeaders CAPABILITIES =
      SipHeaders.builder().add("Allow", ALLOW).add("Accept", ACCEPT).add("Supported", "").build();

  private static final Set<Method> ALLOWED =
      Set.of(Method.INVITE, Method.BYE, Method.OPTIONS, Method.INFO, Method.UPDATE);
  private static final Set<Method> KNOWN =
      Set.of(
          Method.MESSAGE,
          Method.NOTIFY,
          Method.PRACK,
          Method.REFER,
          Method.REGISTER,
          Method.SUBSCRIBE,
          new Method("PUBLISH"));

  private RequestRules() {}

  /** Refuses what we do not do: methods, URI schemes, extensions, requests gone too far. */
  static void check(SipRequest request) throws RefusedRequestException {
    if (!ALLOWED.contains(request.method())) {
      int status =
          KNOWN.contains(request.method())
              ? SipStatus.METHOD_NOT_ALLOWED
              : SipStatus.NOT_IMPLEMENTED;
      throw new RefusedRequestException(Refusal.of(status, "Allow", ALLOW));
    }
    if (!(request.uri() instanceof SipUri uri) || uri.secure()) {
      throw new RefusedRequestException(Refusal.of(SipStatus.UNSUPPORTED_URI_SCHEME));
    }
    try {
      boolean forUsToForward =
          request.toTag().isEmpty() && !request.method().equals(Method.OPTIONS);
      if (forUsToForward && request.headers().maxForwards().orElse(1) == 0) {
        throw new RefusedRequestException(Refusal.of(SipStatus.TOO_MANY_HOPS));
      }
      Set<String> required = request.headers().require();
      if (!required.isEmpty()) {
        throw new RefusedRequestException(
            Refusal.of(SipStatus.BAD_EXTENSION, "Unsupported", String.join(", ", required)));
      }
    } catch (MalformedSipException e) {
      throw malformed(e);
    }
  }

  /**
   * The session description that a message carries; empty if it has no body.
   *
   * @throws RefusedRequestException 415 for any other body, 400 for one that cannot be read
   */
  static Optional<SessionDescription> description(SipMessage message)
      throws RefusedRequestException {
    if (message.body().length == 0) {
      return Optional.empty();
    }
    try {
      List<String> encodings = message.headers().elements("Content-Encoding");
      if (!encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
        throw new RefusedRequestException(
            Refusal.of(SipStatus.UNSUPPORTED_MEDIA_TYPE, "Accept-Encoding", "identity"));
      }
      if (message.headers().contentType().filter(MediaType.SDP::is).isEmpty()) {
        throw new RefusedRequestException(
            Refusal.of(SipStatus.UNSUPPORTED_MEDIA_TYPE, "Accept", ACCEPT));
      }
      return Optional.of(SessionDescription.parse(message.body()));
    } catch (MalformedSipException e) {
      throw malformed(e);
    } catch (MalformedSdpException e) {
      throw new RefusedRequestException(
          Refusal.explained(SipStatus.BAD_REQUEST, "session description: " + e.getMessage()));
    }
  }

  static RefusedRequestException malformed(MalformedSipException e) {
    return new RefusedRequestException(
        Refusal.explained(SipStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
  }

  /** Answers a request that may come at any time of a call: INFO, or one that asks what we do. */
  static void answerAnyTime(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!request.method().equals(Method.INFO)) {
      transaction.respond(SipStatus.OK, RequestRules::withCapabilities);
      return;
    }
    try {
      boolean taken =
          request.body().length == 0
              || request.headers().contentType().filter(MediaType.DTMF_RELAY::is).isPresent();
      if (taken) {
        transaction.respond(SipStatus.OK);
      } else {
        transaction.respond(
            SipStatus.UNSUPPORTED_MEDIA_TYPE,
            response -> response.withHeader("Accept", MediaType.DTMF_RELAY.encoded()));
      }
    } catch (MalformedSipException e) {
      malformed(e).refusal().give(transaction);
    }
  }

  /** Answers a request that names a dialog which is not there, or not yet. */
  static void answerWithoutDialog(ServerTransaction transaction) {
    switch (transaction.request().method().name()) {
      case "BYE", "INVITE", "UPDATE" -> transaction.respond(SipStatus.CALL_DOES_NOT_EXIST);
      default -> answerAnyTime(transaction);
    }
  }

  /** A response that says what we do (§11.2). */
  static SipResponse withCapabilities(SipResponse response) {
    SipResponse completed = response;
    for (SipHeader each : CAPABILITIES.list()) {
      completed = completed.withHeader(each.name(), each.value());
    }
    return completed;
  }
}
