package dev.rollcall.sip.client;

import dev.rollcall.sip.message.NameAddress;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.sdp.SessionDescription;
import dev.rollcall.sip.transport.Peer;
import java.util.Optional;

/**
 * A call to be made.
 *
 * @param target whom we call
 * @param through where the INVITE is sent; if empty, where {@code target} says
 * @param from who we are, without a tag
 * @param headers further headers of the INVITE
 * @param offer our session description; if empty, the other side makes the offer
 */
public record Invite(
    SipUri target,
    Optional<Peer> through,
    NameAddress from,
    SipHeaders headers,
    Optional<SessionDescription> offer) {

  /** A call with an offer and nothing special. */
  public static Invite of(SipUri target, NameAddress from, SessionDescription offer) {
    return new Invite(target, Optional.empty(), from, SipHeaders.NONE, Optional.of(offer));
  }

  /** The same with one more header. */
  public Invite with(String name, String value) {
    return new Invite(target, through, from, headers.adding(name, value), offer);
  }

  /** The same, leaving the offer to the other side. */
  public Invite offerless() {
    return new Invite(target, through, from, headers, Optional.empty());
  }
}
