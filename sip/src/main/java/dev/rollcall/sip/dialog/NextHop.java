package dev.rollcall.sip.dialog;

import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.Transport;
import java.net.InetSocketAddress;
import java.util.Optional;

/** The peer to which a request for a SIP URI is sent (RFC 3263). */
public final class NextHop {
  private NextHop() {}

  /**
   * The peer that {@code uri} names: its host and port, 5060 if it has none, over the transport it
   * names or else UDP (RFC 3263 §4.1 and §4.2 without NAPTR and SRV records). May ask the name
   * service, and so take a while. A host without an address gives a peer that cannot be reached.
   *
   * @return empty if the URI asks for a transport that we do not speak
   */
  public static Optional<Peer> of(SipUri uri) {
    if (uri.secure()) {
      return Optional.empty();
    }
    return uri.transport()
        .map(Transport::of)
        .orElse(Optional.of(Transport.UDP))
        .map(
            transport ->
                new Peer(
                    transport,
                    new InetSocketAddress(
                        uri.hostWithoutBrackets(), uri.port().orElse(Transport.DEFAULT_PORT))));
  }
}
