package dev.rollcall.sip.transport;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/** The hosts by which peers can reach us. */
final class LocalHosts {
  private static final int ANY_PORT = 9;

  private final Optional<String> advertised;
  private final InetAddress bound;

  LocalHosts(Optional<String> advertised, InetAddress bound) {
    this.advertised = advertised;
    this.bound = bound;
  }

  /** The host to write into messages for {@code peer}; an IPv6 address without brackets. */
  String towards(InetAddress peer) {
    return advertised.orElseGet(() -> text(bound.isAnyLocalAddress() ? routing(peer) : bound));
  }

  /** Whether what is sent to that address stays on this machine, or comes back to it. */
  boolean areHere(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || isAdvertised(address)
        || isOfAnInterface(address);
  }

  private boolean isAdvertised(InetAddress address) {
    try {
      return advertised.map(InetAddress::ofLiteral).filter(address::equals).isPresent();
    } catch (IllegalArgumentException name) {
      return false;
    }
  }

  private static boolean isOfAnInterface(InetAddress address) {
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  /** The address as it may stand in a message: the scope of an IPv6 address means nothing there. */
  static String text(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  /** The local address from which the system would send to {@code peer}; nothing is sent. */
  private static InetAddress routing(InetAddress peer) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(peer, ANY_PORT));
      return socket.getLocalAddress();
    } catch (SocketException e) {
      return InetAddress.getLoopbackAddress();
    }
  }
}
