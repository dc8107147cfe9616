package dev.rollcall.sip.message;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One hop a request took (RFC 3261 section 20.42).
 *
 * @param protocol name and version, {@code SIP/2.0}
 * @param transport in upper case: {@code UDP}, {@code TCP}, {@code TLS}, ...
 * @param host the sent-by host as written; an IPv6 address stands in brackets
 * @param port the sent-by port, when one is written
 * @param parameters branch, received, rport, ...
 */
public record Via(
    String protocol, String transport, String host, OptionalInt port, Parameters parameters) {
  /** What the branch of every RFC 3261 implementation starts with. */
  public static final String MAGIC_COOKIE = "z9hG4bK";

  public Via {
    transport = transport.toUpperCase(Locale.ROOT);
    if (!Grammar.isToken(transport) || !Grammar.isHost(host)) {
      throw new IllegalArgumentException("not a Via");
    }
  }

  /**
   * A hop of our own, asking for the answer to come back to where the request came from (RFC 3581).
   *
   * @param host a name or an address, IPv6 with or without brackets
   */
  public static Via of(String transport, String host, int port, String branch) {
    String written = Grammar.isIpv6(host) ? "[" + host + "]" : host;
    return new Via(
        "SIP/2.0",
        transport,
        written,
        OptionalInt.of(port),
        Parameters.NONE.with("branch", branch).withFlag("rport"));
  }

  /** Reads one Via value. */
  public static Via parse(String text) throws MalformedSipException {
    ValueReader reader = new ValueReader("Via", text);
    return upToHost(reader).withParameters(reader.parameters());
  }

  /**
   * Reads as much of a damaged Via as says where its request came from: its parameters are dropped
   * when they are malformed.
   */
  static Via parseLeniently(String text) throws MalformedSipException {
    try {
      return parse(text);
    } catch (MalformedSipException damaged) {
      return upToHost(new ValueReader("Via", text));
    }
  }

  private static Via upToHost(ValueReader reader) throws MalformedSipException {
    reader.skipWhitespace();
    String name = reader.token("the protocol's name");
    slash(reader);
    String version = reader.token("the protocol's version");
    slash(reader);
    String transport = reader.token("the transport");
    if (!Grammar.isWhitespace(reader.peek())) {
      throw reader.refuse("no space after the transport");
    }
    reader.skipWhitespace();
    String host = reader.host();
    OptionalInt port = reader.port();
    return new Via(
        name.toUpperCase(Locale.ROOT) + "/" + version, transport, host, port, Parameters.NONE);
  }

  private static void slash(ValueReader reader) throws MalformedSipException {
    if (!reader.takeSeparator('/')) {
      throw reader.refuse("expected protocol/version/transport");
    }
  }

  /** The sent-by host, an IPv6 address without its brackets. */
  public String hostWithoutBrackets() {
    return host.charAt(0) == '[' ? host.substring(1, host.length() - 1) : host;
  }

  /** The transaction's identifier. */
  public Optional<String> branch() {
    return parameters.value("branch");
  }

  /** Whether the branch identifies the transaction on its own (RFC 3261 section 17.2.3). */
  public boolean hasMagicCookie() {
    return branch()
        .filter(b -> b.regionMatches(true, 0, MAGIC_COOKIE, 0, MAGIC_COOKIE.length()))
        .isPresent();
  }

  /** The address the request came from, as the receiver noted it, without brackets. */
  public Optional<String> received() {
    return parameters
        .value("received")
        .map(
            address ->
                address.startsWith("[") && address.endsWith("]")
                    ? address.substring(1, address.length() - 1)
                    : address);
  }

  /** Whether the sender asks to be answered at its source port (RFC 3581). */
  public boolean rportRequested() {
    return parameters.contains("rport");
  }

  /** The source port the receiver noted. */
  public OptionalInt rport() {
    long port = parameters.value("rport").map(text -> Grammar.number(text, 65_535)).orElse(-1L);
    return port < 1 ? OptionalInt.empty() : OptionalInt.of((int) port);
  }

  /** The multicast or other address answers go to (RFC 3261 section 18.2.2). */
  public Optional<String> maddr() {
    return parameters.value("maddr");
  }

  /** This hop with the source address noted. */
  public Via withReceived(String address) {
    return withParameters(parameters.with("received", address));
  }

  /** This hop with the source port noted. */
  public Via withRport(int port) {
    return withParameters(parameters.with("rport", Integer.toString(port)));
  }

  /** This hop with another branch. */
  public Via withBranch(String branch) {
    return withParameters(parameters.with("branch", branch));
  }

  private Via withParameters(Parameters changed) {
    return new Via(protocol, transport, host, port, changed);
  }

  /** The value as it goes into a message. */
  public String encoded() {
    StringBuilder text = new StringBuilder(96);
    text.append(protocol).append('/').append(transport).append(' ').append(host);
    port.ifPresent(number -> text.append(':').append(number));
    parameters.appendTo(text);
    return text.toString();
  }

  @Override
  public String toString() {
    return encoded();
  }
}
