package dev.rollcall.sip.call;

import dev.rollcall.core.signalling.SipCredentials;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A way to the telephone network: a SIP server that takes calls to numbers.
 *
 * @param name for logs and error texts; not empty
 * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
 * @param port 1 to 65535; 5060 if empty
 * @param prefixes the beginnings of the numbers it takes, each {@code +} and 1 to 15 digits; all
 *     numbers if there are none
 * @param credentials shown when it asks who we are and the call brings none of its own
 * @param callerId the number that all its calls show; if empty, each shows what the app said
 * @param withoutPlus whether called numbers go to it without the leading {@code +}
 */
public record Trunk(
    String name,
    String host,
    OptionalInt port,
    Transport transport,
    List<String> prefixes,
    Optional<SipCredentials> credentials,
    Optional<String> callerId,
    boolean withoutPlus) {
  private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,14}");

  /**
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  public Trunk {
    prefixes = List.copyOf(prefixes);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a trunk has no name: give it one");
    }
    for (String prefix : prefixes) {
      if (!PREFIX.matcher(prefix).matches()) {
        throw new IllegalArgumentException(
            "the trunk " + name + " has the prefix " + prefix + ": write + and digits, as in +49");
      }
    }
    try {
      SipUri.of("", host, port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the trunk " + name + " has no sound host and port: write a name or an address", e);
    }
  }

  /** A trunk over UDP for all numbers, without credentials, that shows what the app said. */
  public static Trunk to(String name, String host, OptionalInt port) {
    return new Trunk(
        name, host, port, Transport.UDP, List.of(), Optional.empty(), Optional.empty(), false);
  }

  /** How much of a number it has among its prefixes, in characters; -1 if it does not take it. */
  int fit(String number) {
    if (prefixes.isEmpty()) {
      return 0;
    }
    return prefixes.stream().filter(number::startsWith).mapToInt(String::length).max().orElse(-1);
  }

  /** The address at which it takes calls to a number. */
  SipUri uri(String number) {
    SipUri plain = SipUri.of(withoutPlus ? number.substring(1) : number, host, port);
    SipUri placed =
        transport == Transport.UDP
            ? plain
            : plain.withParameter("transport", transport.parameter());
    return placed.withParameter("user", "phone");
  }
}
