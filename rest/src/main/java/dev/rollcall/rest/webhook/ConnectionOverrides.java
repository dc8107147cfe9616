package dev.rollcall.rest.webhook;

import dev.rollcall.http.client.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an address says behind its {@code #} about how it wants to be asked, as in {@code
 * https://app.example/hook#ct=2000&rc=3&rp=5xx,ct}.
 *
 * <table>
 * <caption>What may stand there</caption>
 * <tr><td>{@code ct}</td><td>time for the connection</td><td>100 to 10000 ms, 5000</td></tr>
 * <tr><td>{@code rt}</td><td>silence before and within the answer</td>
 *     <td>100 to 15000 ms, 15000</td></tr>
 * <tr><td>{@code tt}</td><td>time for the whole attempt</td><td>100 to 15000 ms, 15000</td></tr>
 * <tr><td>{@code rc}</td><td>how often it is tried again</td><td>0 to 5, 1</td></tr>
 * <tr><td>{@code rp}</td><td>after what it is tried again, separated by commas</td>
 *     <td>{@code 4xx}, {@code 5xx}, {@code ct}, {@code rt}, {@code all}; {@code ct}</td></tr>
 * </table>
 *
 * <p>{@code sni} and {@code e} are taken and have no effect: the host is always named in TLS, and
 * there are no edges. What is unknown, out of range or malformed counts as absent: a slip in an
 * address must not stop its messages.
 *
 * @param rules present if {@code rc} or {@code rp} is given; then it alone says what is tried again
 */
record ConnectionOverrides(Timeouts timeouts, Optional<Rules> rules) {
  private static final int MAXIMUM_RETRIES = 5;
  private static final int USUAL_RETRIES = 1;

  /** What a message may be tried again after. */
  enum Cause {
    ANSWERED_4XX,
    ANSWERED_5XX,
    NOT_CONNECTED,
    NOT_ANSWERED
  }

  /** What is tried again, and how often. */
  record Rules(int retries, Set<Cause> causes) {
    Rules {
      causes = Set.copyOf(causes);
    }
  }

  static ConnectionOverrides of(URI address) {
    Map<String, String> given = pairs(Optional.ofNullable(address.getFragment()).orElse(""));
    Timeouts timeouts =
        new Timeouts(
            milliseconds(given, "ct", 10_000, 5_000),
            milliseconds(given, "rt", 15_000, 15_000),
            milliseconds(given, "tt", 15_000, 15_000));
    Optional<Integer> retries = number(given, "rc", 0, MAXIMUM_RETRIES);
    Set<Cause> causes = causes(given.getOrDefault("rp", ""));
    return new ConnectionOverrides(
        timeouts,
        retries.isEmpty() && causes.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Rules(
                    retries.orElse(USUAL_RETRIES),
                    causes.isEmpty() ? EnumSet.of(Cause.NOT_CONNECTED) : causes)));
  }

  private static Map<String, String> pairs(String fragment) {
    Map<String, String> pairs = new HashMap<>();
    for (String pair : fragment.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return pairs;
  }

  private static Set<Cause> causes(String list) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (String each : list.split(",", -1)) {
      switch (each.strip().toLowerCase(Locale.ROOT)) {
        case "4xx" -> causes.add(Cause.ANSWERED_4XX);
        case "5xx" -> causes.add(Cause.ANSWERED_5XX);
        case "ct" -> causes.add(Cause.NOT_CONNECTED);
        case "rt" -> causes.add(Cause.NOT_ANSWERED);
        case "all" -> causes.addAll(EnumSet.allOf(Cause.class));
        default -> {}
      }
    }
    return causes;
  }

  private static Duration milliseconds(
      Map<String, String> given, String name, int most, int usual) {
    return Duration.ofMillis(number(given, name, 100, most).orElse(usual));
  }

  private static Optional<Integer> number(
      Map<String, String> given, String name, int least, int most) {
    try {
      int number = Integer.parseInt(given.getOrDefault(name, ""));
      return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
