package dev.rollcall.sip.dialog;

import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Peer;
import dev.rollcall.sip.transport.Transport;
import java.net.InetAddress;
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
    return transport(uri)
        .map(
            transport ->
                new Peer(transport, new InetSocketAddress(uri.hostWithoutBrackets(), port(uri))));
  }

  /** The same when {@code address} is that of its host. Asks nobody. */
  public static Optional<Peer> at(SipUri uri, InetAddress address) {
    return transport(uri)
        .map(transport -> new Peer(transport, new InetSocketAddress(address, port(uri))));
  }

  /** The same for a host that is a numeric address; empty for a name. Asks nobody. */
  public static Optional<Peer> ofLiteral(SipUri uri) {
    return literal(uri.hostWithoutBrackets()).flatMap(address -> at(uri, address));
  }

  /** Whether requests for {@code uri} could be sent if an address of its host were known. */
  static boolean isSpoken(SipUri uri) {
    return transport(uri).isPresent();
  }

  private static Optional<Transport> transport(SipUri uri) {
    return uri.secure()
        ? Optional.empty()
        : uri.transport().map(Transport::of).orElse(Optional.of(Transport.UDP));
  }

  private static int port(SipUri uri) {
    return uri.port().orElse(Transport.DEFAULT_PORT);
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }
}
