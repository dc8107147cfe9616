package dev.rollcall.sip.transport;

import dev.rollcall.sip.message.Via;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The note of a request's source in its topmost Via (RFC 3261 §18.2.1, RFC 3581 §4), and the
 * address for responses that follows from it.
 */
final class SourceNote {
  private SourceNote() {}

  /**
   * The topmost Via with what RFC 3261 §18.2.1 and RFC 3581 §4 have the receiver add: the source
   * address if the sender asked for {@code rport} or gave another host, the source port if it
   * asked.
   */
  static Via note(Via via, InetSocketAddress source) {
    String address = LocalHosts.text(source.getAddress());
    if (via.rportRequested()) {
      return via.withReceived(address).withRport(source.getPort());
    }
    return isWritten(via, source.getAddress()) ? via : via.withReceived(address);
  }

  /**
   * Where a response goes when the connection of its request, if there was one, is gone. An {@code
   * maddr} is passed over: it would let anyone point our answers at a third party.
   */
  static InetSocketAddress responseAddress(Via via, Peer source) {
    if (source.transport() == Transport.UDP && via.rportRequested()) {
      return source.address();
    }
    return new InetSocketAddress(
        source.address().getAddress(), via.port().orElse(Transport.DEFAULT_PORT));
  }

  private static boolean isWritten(Via via, InetAddress source) {
    try {
      return InetAddress.ofLiteral(via.hostWithoutBrackets()).equals(source);
    } catch (IllegalArgumentException name) {
      return false;
    }
  }
}
