package dev.rollcall.http.client;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from those of special networks (RFC 6890 and the IANA
 * special-purpose registries): a server that fetches what it is told to must not be a way into the
 * network it stands in.
 */
final class PublicAddresses {
  private static final List<Network> SPECIAL =
      List.of(
          Network.of("0.0.0.0", 8),
          Network.of("10.0.0.0", 8),
          Network.of("100.64.0.0", 10),
          Network.of("127.0.0.0", 8),
          Network.of("169.254.0.0", 16),
          Network.of("172.16.0.0", 12),
          Network.of("192.0.0.0", 24),
          Network.of("192.0.2.0", 24),
          Network.of("192.168.0.0", 16),
          Network.of("198.18.0.0", 15),
          Network.of("198.51.100.0", 24),
          Network.of("203.0.113.0", 24),
          Network.of("224.0.0.0", 4),
          Network.of("240.0.0.0", 4));

  /**
   * Of IPv6 only the global unicast range is public, less the parts that carry or wrap other
   * addresses.
   */
  private static final Network GLOBAL_UNICAST = Network.of("2000::", 3);

  private static final List<Network> SPECIAL_6 =
      List.of(Network.of("2001::", 23), Network.of("2001:db8::", 32), Network.of("2002::", 16));

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    return switch (address) {
      case Inet4Address four -> SPECIAL.stream().noneMatch(network -> network.contains(four));
      case Inet6Address six ->
          GLOBAL_UNICAST.contains(six)
              && SPECIAL_6.stream().noneMatch(network -> network.contains(six));
      default -> false;
    };
  }

  /** The addresses whose first {@code bits} bits are those of {@code prefix}. */
  private record Network(InetAddress prefix, int bits) {
    static Network of(String literal, int bits) {
      return new Network(InetAddress.ofLiteral(literal), bits);
    }

    boolean contains(InetAddress address) {
      byte[] wanted = prefix.getAddress();
      byte[] actual = address.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((wanted[bit / 8] & mask) != (actual[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
