package dev.rollcall.sip.call;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which numeric addresses an app may have called. Those of private networks and of this machine
 * are, since phones live there; those that lead to whoever listens, or to services of the machine's
 * own link, are not.
 */
final class CallableAddresses {
  private static final byte ALL_ONES = (byte) 0xff;

  private CallableAddresses() {}

  /** Why an address is not called; empty if it is. */
  static Optional<String> refusal(InetAddress address) {
    if (address.isLinkLocalAddress()) {
      return Optional.of(text(address) + " is a link-local address, which is not called");
    }
    if (address.isMulticastAddress()) {
      return Optional.of(text(address) + " is a multicast address, which is not called");
    }
    if (isBroadcast(address)) {
      return Optional.of(text(address) + " is a broadcast address, which is not called");
    }
    return Optional.empty();
  }

  private static String text(InetAddress address) {
    return "the host's address " + address.getHostAddress();
  }

  private static boolean isBroadcast(InetAddress address) {
    if (!(address instanceof Inet4Address)) {
      return false;
    }
    byte[] bytes = address.getAddress();
    if (Arrays.equals(bytes, new byte[] {ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES})) {
      return true;
    }
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(each -> each.getInterfaceAddresses().stream())
          .map(InterfaceAddress::getBroadcast)
          .anyMatch(address::equals);
    } catch (SocketException e) {
      return false;
    }
  }
}
