package dev.rollcall.sip.message;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A {@code sip:} or {@code sips:} URI (RFC 3261 section 19.1). Escapes are kept as they came, so
 * that a URI goes out as it came in; the readers give the text unescaped. {@link #equals} compares
 * the written form; {@link #equivalentTo} compares by the rules of section 19.1.4, which are no
 * equivalence relation.
 */
public final class SipUri implements Uri {
  private static final Set<String> COMPARED_EVEN_IF_ABSENT =
      Set.of("user", "ttl", "method", "maddr", "transport");

  private final boolean secure;
  private final Optional<String> user;
  private final Optional<String> password;
  private final String host;
  private final OptionalInt port;
  private final Parameters parameters;
  private final List<Map.Entry<String, String>> headers;

  SipUri(
      boolean secure,
      Optional<String> user,
      Optional<String> password,
      String host,
      OptionalInt port,
      Parameters parameters,
      List<Map.Entry<String, String>> headers) {
    this.secure = secure;
    this.user = user;
    this.password = password;
    this.host = host;
    this.port = port;
    this.parameters = parameters;
    this.headers = List.copyOf(headers);
  }

  /**
   * A plain {@code sip:user@host:port}.
   *
   * @param user the user unescaped; empty for none
   * @param host a name, an IPv4 address, or an IPv6 address with or without brackets
   * @param port 1 to 65535; empty for the default
   */
  public static SipUri of(String user, String host, OptionalInt port) {
    String written = Grammar.isIpv6(host) ? "[" + host + "]" : host;
    if (!Grammar.isHost(written) || port.orElse(1) < 1 || port.orElse(1) > 65_535) {
      throw new IllegalArgumentException("not a host and port: " + host);
    }
    Optional<String> escaped =
        user.isEmpty() ? Optional.empty() : Optional.of(Grammar.escapeUser(user));
    return new SipUri(false, escaped, Optional.empty(), written, port, Parameters.NONE, List.of());
  }

  /** Reads a URI that has to be a SIP URI. */
  public static SipUri parse(String text) throws MalformedSipException {
    if (Uri.parse(text) instanceof SipUri uri) {
      return uri;
    }
    throw new MalformedSipException("URI", text, "not a SIP URI");
  }

  @Override
  public String scheme() {
    return secure ? "sips" : "sip";
  }

  /** Whether the scheme is {@code sips}. */
  public boolean secure() {
    return secure;
  }

  /** The user, unescaped. */
  public Optional<String> user() {
    return user.map(Grammar::unescape);
  }

  /** The password, unescaped. It must not reach a log. */
  public Optional<String> password() {
    return password.map(Grammar::unescape);
  }

  /** The host as written; an IPv6 address stands in brackets. */
  public String host() {
    return host;
  }

  /** The host, an IPv6 address without its brackets. */
  public String hostWithoutBrackets() {
    return host.charAt(0) == '[' ? host.substring(1, host.length() - 1) : host;
  }

  /** The port, when one is written. */
  public OptionalInt port() {
    return port;
  }

  /** The parameters, escapes as they came. */
  public Parameters parameters() {
    return parameters;
  }

  /** A parameter's value, unescaped. */
  public Optional<String> parameter(String name) {
    return parameters.value(name).map(Grammar::unescape);
  }

  /** The transport parameter in upper case, for example {@code TCP}. */
  public Optional<String> transport() {
    return parameter("transport").map(name -> name.toUpperCase(Locale.ROOT));
  }

  /** Whether this names a loose router (RFC 3261 section 16.12). */
  public boolean looseRouter() {
    return parameters.contains("lr");
  }

  /** The headers after the question mark, escapes as they came. */
  public List<Map.Entry<String, String>> headers() {
    return headers;
  }

  /** The headers after the question mark, unescaped, in their order. */
  public List<Map.Entry<String, String>> plainHeaders() {
    return headers.stream()
        .map(each -> Map.entry(Grammar.unescape(each.getKey()), Grammar.unescape(each.getValue())))
        .toList();
  }

  /** This URI without headers, as it may stand in a message. */
  public SipUri withoutHeaders() {
    return new SipUri(secure, user, password, host, port, parameters, List.of());
  }

  /** This URI without a password. */
  public SipUri withoutPassword() {
    return new SipUri(secure, user, Optional.empty(), host, port, parameters, headers);
  }

  /** This URI with a parameter set; the value is given unescaped. */
  public SipUri withParameter(String name, String value) {
    return withParameters(parameters.with(name, Grammar.escapeParameter(value)));
  }

  /** This URI with a parameter that has no value. */
  public SipUri withFlag(String name) {
    return withParameters(parameters.withFlag(name));
  }

  /** This URI without a parameter. */
  public SipUri withoutParameter(String name) {
    return withParameters(parameters.without(name));
  }

  private SipUri withParameters(Parameters changed) {
    return new SipUri(secure, user, password, host, port, changed, headers);
  }

  /** Whether both name the same resource by the rules of RFC 3261 section 19.1.4. */
  public boolean equivalentTo(SipUri other) {
    return secure == other.secure
        && user().equals(other.user())
        && password().equals(other.password())
        && host.equalsIgnoreCase(other.host)
        && port.equals(other.port)
        && parametersMatch(other)
        && other.parametersMatch(this)
        && headersByName().equals(other.headersByName());
  }

  private boolean parametersMatch(SipUri other) {
    for (Parameters.Parameter each : parameters.list()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      if (!other.parameters.contains(name)) {
        if (COMPARED_EVEN_IF_ABSENT.contains(name)) {
          return false;
        }
      } else if (!comparable(parameter(name)).equals(comparable(other.parameter(name)))) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> comparable(Optional<String> value) {
    return value.map(text -> text.toLowerCase(Locale.ROOT));
  }

  private Set<Map.Entry<String, String>> headersByName() {
    Set<Map.Entry<String, String>> set = new HashSet<>();
    for (Map.Entry<String, String> each : headers) {
      set.add(
          Map.entry(
              Grammar.unescape(each.getKey()).toLowerCase(Locale.ROOT),
              Grammar.unescape(each.getValue())));
    }
    return set;
  }

  @Override
  public String encoded() {
    return written(password);
  }

  private String written(Optional<String> shownPassword) {
    StringBuilder text = new StringBuilder(64).append(scheme()).append(':');
    if (user.isPresent()) {
      text.append(user.get());
      shownPassword.ifPresent(shown -> text.append(':').append(shown));
      text.append('@');
    }
    text.append(host);
    port.ifPresent(number -> text.append(':').append(number));
    for (Parameters.Parameter each : parameters.list()) {
      text.append(';').append(each.name());
      each.value().ifPresent(value -> text.append('=').append(value));
    }
    char separator = '?';
    for (Map.Entry<String, String> each : headers) {
      text.append(separator).append(each.getKey()).append('=').append(each.getValue());
      separator = '&';
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipUri that
        && secure == that.secure
        && user.equals(that.user)
        && password.equals(that.password)
        && host.equals(that.host)
        && port.equals(that.port)
        && parameters.equals(that.parameters)
        && headers.equals(that.headers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(secure, user, host, port);
  }

  /** The URI for logs: a password is left out. */
  @Override
  public String toString() {
    return written(password.map(hidden -> "***"));
  }
}
