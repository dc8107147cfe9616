package dev.rollcall.core.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers and SIP addresses in the one spelling by which they are compared, since a phone writes
 * its own in many ways.
 *
 * <ul>
 *   <li>A telephone number is {@code +} and 3 to 15 digits, the first not 0 (E.164). Spaces,
 *       hyphens, dots, brackets, {@code tel:} and parameters behind a semicolon are taken away.
 *   <li>A SIP address is {@code sip:user@host} or {@code sip:user@host:port}, the host in lower
 *       case, without password, parameters, headers and the standard port. {@code sips:} is taken
 *       for {@code sip:}, because it is the same person who calls.
 *   <li>A SIP address whose user is a telephone number stands for that number: so calls come from
 *       the telephone network, whichever gateway they came through.
 * </ul>
 */
public final class Addresses {
  private static final int LONGEST = 255;
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{2,14}");
  private static final Pattern SEPARATORS = Pattern.compile("[ ().-]");
  private static final Pattern SIP =
      Pattern.compile(
          "(sips?):([^\\s:@;?]+)(?::[^\\s@;?]*)?@([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])"
              + "(?::([0-9]{1,5}))?(?:[;?]\\S*)?",
          Pattern.CASE_INSENSITIVE);

  private Addresses() {}

  /** The one spelling of {@code address}; empty if it is neither a number nor a SIP address. */
  public static Optional<String> normalized(String address) {
    if (address.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher sip = SIP.matcher(address);
    return sip.matches() ? Optional.of(sip(sip)) : number(withoutScheme(address));
  }

  private static String sip(Matcher sip) {
    String user = sip.group(2);
    return number(user).orElseGet(() -> "sip:" + user + "@" + host(sip));
  }

  private static String host(Matcher sip) {
    String host = sip.group(3).toLowerCase(Locale.ROOT);
    String port = sip.group(4);
    String standard = sip.group(1).equalsIgnoreCase("sips") ? "5061" : "5060";
    return port == null || port.equals(standard) ? host : host + ":" + port;
  }

  private static Optional<String> number(String text) {
    String plain = SEPARATORS.matcher(text).replaceAll("");
    return NUMBER.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
  }

  private static String withoutScheme(String address) {
    String bare = address.regionMatches(true, 0, "tel:", 0, 4) ? address.substring(4) : address;
    int parameters = bare.indexOf(';');
    return parameters < 0 ? bare : bare.substring(0, parameters);
  }
}
