package dev.rollcall.sip.call;

import dev.rollcall.core.signalling.DialRequest;
import dev.rollcall.sip.message.CSeq;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.MediaType;
import dev.rollcall.sip.message.Method;
import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.Parameters;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transaction.RequestDraft;
import dev.rollcall.sip.transaction.SipStack;
import dev.rollcall.sip.transport.Peer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The INVITE of a call that we make; each sending of it has a number of its own.
 *
 * @param peer where it is sent
 * @param contact our address in the dialog
 */
record OutgoingInvite(
    SipUri target,
    Peer peer,
    NameAddress from,
    SipUri contact,
    String callId,
    SipHeaders more,
    SessionDescription offer) {
  private static final String CLIENT = "client:";

  /**
   * Writes the INVITE for a call.
   *
   * @param localTag our tag in the dialog
   */
  static OutgoingInvite of(
      SipStack stack,
      DialRequest request,
      DialPlan.Route route,
      Peer peer,
      String callId,
      String localTag,
      SessionDescription offer) {
    String ourHost = stack.transport().hostTowards(peer.address().getAddress());
    Optional<String> trunkCallerId = route.trunk().flatMap(Trunk::callerId);
    String shown = trunkCallerId.or(request::callerId).orElse(request.from());
    NameAddress from =
        new NameAddress(
            request.displayName().map(OutgoingInvite::oneLine).filter(name -> !name.isEmpty()),
            identity(shown, ourHost),
            Parameters.NONE);
    SipHeaders.Builder more = SipHeaders.builder();
    boolean another = request.callerId().filter(id -> !id.equals(request.from())).isPresent();
    if (route.trunk().isPresent() || another) {
      SipUri asserted = identity(trunkCallerId.orElse(request.from()), ourHost);
      more.add("P-Asserted-Identity", NameAddress.of(asserted).encoded());
    }
    return new OutgoingInvite(
        route.target(),
        peer,
        from.withTag(localTag),
        stack.transport().contact("", peer),
        callId,
        more.addAll(route.headers()).build(),
        offer);
  }

  RequestDraft draft(long sequence) {
    SipHeaders headers =
        SipHeaders.builder()
            .add("Max-Forwards", "70")
            .add("From", from.encoded())
            .add("To", NameAddress.of(to()).encoded())
            .add("Call-ID", callId)
            .add("CSeq", new CSeq(sequence, Method.INVITE).encoded())
            .add("Contact", NameAddress.of(contact).encoded())
            .addAll(RequestRules.CAPABILITIES)
            .addAll(more)
            .build();
    return new RequestDraft(Method.INVITE, target, headers, Optional.empty())
        .withBody(MediaType.SDP, offer.toBytes());
  }

  /** Whom we call, without what only says how to get there (RFC 3261 §19.1.1, table 1). */
  private SipUri to() {
    SipUri to = target.withoutPassword();
    for (String parameter : new String[] {"transport", "maddr", "ttl", "lr"}) {
      to = to.withoutParameter(parameter);
    }
    return to;
  }

  /** The SIP address of a caller whom the app named by a number, a user, a client or an address. */
  private static SipUri identity(String caller, String ourHost) {
    String lower = caller.toLowerCase(Locale.ROOT);
    if (lower.startsWith("sip:")) {
      try {
        SipUri uri = SipUri.parse(caller);
        return SipUri.of(uri.user().orElse(""), uri.host(), uri.port());
      } catch (MalformedSipException e) {
        // Not an address after all, so it is a user's name, however strange.
        return SipUri.of(caller, ourHost, OptionalInt.empty());
      }
    }
    String user = lower.startsWith(CLIENT) ? caller.substring(CLIENT.length()) : caller;
    return SipUri.of(user, ourHost, OptionalInt.empty());
  }

  private static String oneLine(String name) {
    StringBuilder line = new StringBuilder();
    name.codePoints().filter(c -> !Character.isISOControl(c)).forEach(line::appendCodePoint);
    return line.toString().strip();
  }
}
