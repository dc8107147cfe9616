package dev.rollcall.server.configuration;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * UDP ports for audio, both ends included. Holds at least one pair: an even port for RTP and the
 * odd one after it for RTCP (RFC 3550 §11).
 */
public record PortRange(int first, int last) {
  /** Ports below belong to the system. */
  public static final int LOWEST = 1024;

  /** The greatest port there is. */
  public static final int HIGHEST = 65535;

  private static final Pattern FORM = Pattern.compile("\\s*(\\d{1,5})\\s*-\\s*(\\d{1,5})\\s*");

  public PortRange {
    if (first < LOWEST || last > HIGHEST || pairs(first, last) < 1) {
      throw new IllegalArgumentException("no pair of ports in " + first + "-" + last);
    }
  }

  /** Reads {@code first-last}; empty if it is anything else, or holds no pair. */
  public static Optional<PortRange> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(matcher.group(1));
    int last = Integer.parseInt(matcher.group(2));
    return first < LOWEST || last > HIGHEST || pairs(first, last) < 1
        ? Optional.empty()
        : Optional.of(new PortRange(first, last));
  }

  /** How many pairs of an even and the next odd port the range holds: calls it can carry. */
  public int pairs() {
    return pairs(first, last);
  }

  private static int pairs(int first, int last) {
    int firstEven = first + (first & 1);
    return Math.max(0, (last + 1 - firstEven) / 2);
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
