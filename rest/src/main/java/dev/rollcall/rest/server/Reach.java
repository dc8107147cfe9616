package dev.rollcall.rest.server;

import java.net.Inet6Address;
import java.net.InetAddress;

/** From where a listener can be reached, as far as the address it is bound to tells. */
public enum Reach {
  /** A loopback address. */
  THIS_MACHINE("this-machine"),
  /** An address that is routed within private networks only. */
  PRIVATE_NETWORK("private-network"),
  /** All addresses of the machine, or one that is routed everywhere. */
  EVERY_NETWORK("every-network");

  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;

  private final String text;

  Reach(String text) {
    this.text = text;
  }

  /** From where a listener at {@code bound} is reached, whatever firewalls say besides. */
  public static Reach of(InetAddress bound) {
    if (bound.isLoopbackAddress()) {
      return THIS_MACHINE;
    }
    return isPrivate(bound) ? PRIVATE_NETWORK : EVERY_NETWORK;
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  /** RFC 1918, RFC 3927 and RFC 4291 §2.5.6; and RFC 4193, which Java does not know. */
  private static boolean isPrivate(InetAddress address) {
    return address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || (address instanceof Inet6Address
            && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL);
  }
}
