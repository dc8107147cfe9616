package dev.rollcall.sip.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The long form of each known header's name, and which headers are lists of addresses or hops. */
final class HeaderNames {
  private static final Map<String, String> CANONICAL = new HashMap<>();

  /** Headers whose comma-separated values are kept as one header each. */
  private static final Set<String> SPLIT = Set.of("Via", "Route", "Record-Route", "Contact");

  /** Headers that may stand once only (RFC 3261 section 7.3.1 and RFC 4475 section 3.3.8). */
  static final Set<String> SINGLE =
      Set.of("From", "To", "Call-ID", "CSeq", "Max-Forwards", "Content-Length", "Content-Type");

  /** Headers whose value is a secret or leads to one. */
  static final Set<String> CREDENTIALS = Set.of("Authorization", "Proxy-Authorization");

  static {
    String[] known = {
      "Accept",
      "Accept-Contact",
      "Accept-Encoding",
      "Accept-Language",
      "Alert-Info",
      "Allow",
      "Allow-Events",
      "Authentication-Info",
      "Authorization",
      "CSeq",
      "Call-ID",
      "Call-Info",
      "Contact",
      "Content-Disposition",
      "Content-Encoding",
      "Content-Language",
      "Content-Length",
      "Content-Type",
      "Date",
      "Diversion",
      "Error-Info",
      "Event",
      "Expires",
      "From",
      "History-Info",
      "Identity",
      "In-Reply-To",
      "MIME-Version",
      "Max-Forwards",
      "Min-Expires",
      "Min-SE",
      "Organization",
      "P-Asserted-Identity",
      "P-Preferred-Identity",
      "Path",
      "Priority",
      "Privacy",
      "Proxy-Authenticate",
      "Proxy-Authorization",
      "Proxy-Require",
      "RAck",
      "RSeq",
      "Reason",
      "Record-Route",
      "Refer-To",
      "Referred-By",
      "Reject-Contact",
      "Remote-Party-ID",
      "Replaces",
      "Reply-To",
      "Request-Disposition",
      "Require",
      "Retry-After",
      "Route",
      "Server",
      "Service-Route",
      "Session-Expires",
      "Subject",
      "Subscription-State",
      "Supported",
      "Timestamp",
      "To",
      "Unsupported",
      "User-Agent",
      "Via",
      "WWW-Authenticate",
      "Warning",
    };
    for (String name : known) {
      CANONICAL.put(name.toLowerCase(Locale.ROOT), name);
    }
    CANONICAL.putAll(
        Map.ofEntries(
            Map.entry("a", "Accept-Contact"),
            Map.entry("b", "Referred-By"),
            Map.entry("c", "Content-Type"),
            Map.entry("d", "Request-Disposition"),
            Map.entry("e", "Content-Encoding"),
            Map.entry("f", "From"),
            Map.entry("i", "Call-ID"),
            Map.entry("j", "Reject-Contact"),
            Map.entry("k", "Supported"),
            Map.entry("l", "Content-Length"),
            Map.entry("m", "Contact"),
            Map.entry("o", "Event"),
            Map.entry("r", "Refer-To"),
            Map.entry("s", "Subject"),
            Map.entry("t", "To"),
            Map.entry("u", "Allow-Events"),
            Map.entry("v", "Via"),
            Map.entry("x", "Session-Expires"),
            Map.entry("y", "Identity")));
  }

  private HeaderNames() {}

  /** The name's long form in its usual spelling; an unknown name comes back as it is. */
  static String canonical(String name) {
    String known = CANONICAL.get(name);
    if (known == null) {
      known = CANONICAL.get(name.toLowerCase(Locale.ROOT));
    }
    return known == null ? name : known;
  }

  static boolean isSplit(String canonicalName) {
    return SPLIT.contains(canonicalName);
  }
}
