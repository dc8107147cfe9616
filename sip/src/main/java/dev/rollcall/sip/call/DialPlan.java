package dev.rollcall.sip.call;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.signalling.Destination;
import dev.rollcall.sip.dialog.NextHop;
import dev.rollcall.sip.message.MalformedSipException;
import dev.rollcall.sip.message.SipHeaders;
import dev.rollcall.sip.message.SipUri;
import dev.rollcall.sip.transport.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which way calls go. */
final class DialPlan {
  private static final String OWN_HEADERS = "x-";
  private static final int LONGEST_HEADERS = 1_024;

  private final List<Trunk> trunks;

  /**
   * The way of one call.
   *
   * @param target the Request-URI, without headers
   * @param headers what the INVITE says besides, because the address asked for it
   * @param trunk empty if the address was called as it is
   */
  record Route(SipUri target, SipHeaders headers, Optional<Trunk> trunk) {}

  /**
   * @param trunks of those with equally long prefixes the first is taken
   */
  DialPlan(List<Trunk> trunks) {
    this.trunks = List.copyOf(trunks);
  }

  /**
   * The way to a destination.
   *
   * @throws RefusedException as {@link dev.rollcall.core.signalling.Dialer#check}
   */
  Route route(Destination destination) {
    return switch (destination) {
      case Destination.Sip sip -> route(uri(sip.text()));
      case Destination.Telephone telephone -> {
        Trunk trunk = trunk(telephone.text());
        yield new Route(trunk.uri(telephone.text()), SipHeaders.NONE, Optional.of(trunk));
      }
      case Destination.TestPhone phone ->
          throw unreachable(phone.text() + " is no phone that SIP leads to");
    };
  }

  private Trunk trunk(String number) {
    Optional<Trunk> best = Optional.empty();
    for (Trunk trunk : trunks) {
      if (trunk.fit(number) > best.map(other -> other.fit(number)).orElse(-1)) {
        best = Optional.of(trunk);
      }
    }
    return best.orElseThrow(
        () ->
            unreachable(
                trunks.isEmpty()
                    ? "the number "
                        + number
                        + " cannot be called because no trunk is configured:"
                        + " configure one, or call a sip: address"
                    : "no trunk takes the number "
                        + number
                        + ": add its prefix to one, or configure a trunk for all numbers"));
  }

  private static Route route(SipUri uri) {
    if (uri.secure()) {
      throw unreachable("sips: addresses need TLS, which is not spoken here: use sip:");
    }
    Optional<String> transport = uri.transport();
    if (transport.isPresent() && transport.flatMap(Transport::of).isEmpty()) {
      throw unreachable(
          "the address asks for the transport "
              + transport.get().toLowerCase(Locale.ROOT)
              + ", and only udp and tcp are spoken here: write ;transport=udp or ;transport=tcp");
    }
    Optional<String> refusal =
        NextHop.ofLiteral(uri)
            .map(peer -> peer.address().getAddress())
            .flatMap(CallableAddresses::refusal);
    if (refusal.isPresent()) {
      throw invalid(refusal.get());
    }
    return new Route(
        uri.withoutHeaders().withoutParameter("method"), headers(uri), Optional.empty());
  }

  private static SipHeaders headers(SipUri uri) {
    SipHeaders.Builder headers = SipHeaders.builder();
    int length = 0;
    for (Map.Entry<String, String> each : uri.plainHeaders()) {
      String name = each.getKey();
      String value = each.getValue();
      if (!name.toLowerCase(Locale.ROOT).startsWith(OWN_HEADERS)) {
        throw invalid(
            "only headers that begin with X- may follow the question mark of a sip: address, and "
                + "one of them does not: leave it out");
      }
      if (value.chars().anyMatch(Character::isISOControl)) {
        throw invalid("the header " + name + " of the address holds a control character");
      }
      length += name.length() + value.length();
      try {
        headers.add(name, value);
      } catch (IllegalArgumentException e) {
        throw new RefusedException(
            Problem.DESTINATION_INVALID,
            "a header of the address is none: names are letters, digits and hyphens",
            e);
      }
    }
    if (length >= LONGEST_HEADERS) {
      throw invalid(
          "the headers of the address have "
              + length
              + " characters, and must have fewer than "
              + LONGEST_HEADERS);
    }
    return headers.build();
  }

  private static SipUri uri(String text) {
    try {
      return SipUri.parse(text);
    } catch (MalformedSipException e) {
      throw new RefusedException(
          Problem.DESTINATION_INVALID,
          "the address is no SIP URI: write sip:user@host, escaped as RFC 3261 has it",
          e);
    }
  }

  private static RefusedException invalid(String text) {
    return new RefusedException(Problem.DESTINATION_INVALID, text);
  }

  private static RefusedException unreachable(String text) {
    return new RefusedException(Problem.DESTINATION_UNREACHABLE, text);
  }
}
