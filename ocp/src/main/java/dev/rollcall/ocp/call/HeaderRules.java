package dev.rollcall.ocp.call;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers a request can carry. */
public final class HeaderRules {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> CLIENTS_OWN =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private HeaderRules() {}

  /** Why a request cannot carry a header; never says the value, which may be a secret. */
  static Optional<String> fault(String name, String value) {
    if (!TOKEN.matcher(name).matches()) {
      return Optional.of("'%s' is no name of a header".formatted(name));
    }
    if (CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("the header %s is set by the HTTP client itself".formatted(name));
    }
    return isCarried(value)
        ? Optional.empty()
        : Optional.of(
            "the header %s has a value with line ends or characters that are not ASCII"
                .formatted(name));
  }

  /**
   * Refuses headers that no request can carry.
   *
   * @throws IllegalArgumentException if there is one; the message does not have its value
   */
  public static void require(Map<String, String> headers) {
    headers.forEach(
        (name, value) ->
            fault(name, value)
                .ifPresent(
                    fault -> {
                      throw new IllegalArgumentException("Not to be sent: " + fault + ".");
                    }));
  }

  /** Whether the HTTP client carries {@code value} unchanged: it writes ASCII only. */
  public static boolean isCarried(String value) {
    return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7F));
  }
}
