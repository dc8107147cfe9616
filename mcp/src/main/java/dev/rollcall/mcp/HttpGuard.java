package dev.rollcall.mcp;

import dev.rollcall.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which Host and Origin values a request may carry, so that a web page cannot reach this server
 * through a name that it made point here (DNS rebinding). The names of the loopback interface are
 * always allowed, with any port, and so are pages of the allowed host that a request is for.
 *
 * @param hosts further values of Host, in small letters: with a port only that one, without one any
 * @param origins further values of Origin, in small letters: scheme, host and port if not usual
 */
public record HttpGuard(Set<String> hosts, Set<String> origins) {
  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]{1,5})?");

  public HttpGuard {
    hosts = lowerCase(hosts);
    origins = lowerCase(origins);
  }

  /** Allows nothing but the loopback interface. */
  public static HttpGuard loopback() {
    return new HttpGuard(Set.of(), Set.of());
  }

  /** Allows {@code moreHosts} and {@code moreOrigins} too. */
  public HttpGuard allowing(Set<String> moreHosts, Set<String> moreOrigins) {
    Set<String> allHosts = new HashSet<>(hosts);
    allHosts.addAll(moreHosts);
    Set<String> allOrigins = new HashSet<>(origins);
    allOrigins.addAll(moreOrigins);
    return new HttpGuard(allHosts, allOrigins);
  }

  /** What is wrong with the Host or the Origin of {@code request}; empty if nothing is. */
  Optional<String> objection(HttpRequest request) {
    List<String> host = request.headers().all("Host");
    if (host.size() != 1 || !allowsHost(host.getFirst())) {
      return Optional.of("the Host header names no host that this server is known by");
    }
    List<String> origin = request.headers().all("Origin");
    if (origin.size() > 1
        || (origin.size() == 1
            && !allowsOrigin(origin.getFirst())
            && !isOwn(origin.getFirst(), host.getFirst()))) {
      return Optional.of("pages of this Origin may not use this server");
    }
    return Optional.empty();
  }

  private boolean allowsHost(String value) {
    String host = value.strip().toLowerCase(Locale.ROOT);
    if (LOOPBACK.matcher(host).matches() || hosts.contains(host)) {
      return true;
    }
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') && hosts.contains(host.substring(0, colon));
  }

  private boolean allowsOrigin(String value) {
    String origin = value.strip().toLowerCase(Locale.ROOT);
    if (origins.contains(origin)) {
      return true;
    }
    int authority = origin.indexOf("://");
    return (origin.startsWith("http://") || origin.startsWith("https://"))
        && LOOPBACK.matcher(origin.substring(authority + 3)).matches();
  }

  /** Whether a page of {@code origin} came from the very host, which is known to be allowed. */
  private static boolean isOwn(String origin, String host) {
    String own = origin.strip().toLowerCase(Locale.ROOT);
    String authority = host.strip().toLowerCase(Locale.ROOT);
    return own.equals("http://" + authority) || own.equals("https://" + authority);
  }

  private static Set<String> lowerCase(Set<String> values) {
    return values.stream()
        .map(each -> each.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
