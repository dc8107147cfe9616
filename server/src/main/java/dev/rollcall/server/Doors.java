package dev.rollcall.server;

import dev.rollcall.core.account.Account;
import dev.rollcall.rest.TwilioApi;
import dev.rollcall.sip.transport.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** The addresses at which a running server answers, as somebody on its machine would write them. */
final class Doors {
  private final RollcallServer server;

  Doors(RollcallServer server) {
    this.server = server;
  }

  /** The start of every HTTP address. */
  String http() {
    return address(server.httpAddress()).toString();
  }

  /** Where agents speak MCP. */
  String mcp() {
    return http() + AgentDoor.MOUNT;
  }

  /** Where the account's resources begin. */
  String rest(Account account) {
    return http() + TwilioApi.MOUNT + "/Accounts/" + account.sid();
  }

  /** What a phone dials. */
  String phones() {
    return "sip:<room>@" + written(sip());
  }

  /** Where a phone on this machine sends its INVITE over UDP. */
  InetSocketAddress sip() {
    return reachable(server.sipAddress(Transport.UDP));
  }

  /** How a program on this machine reaches the HTTP server that is bound to {@code bound}. */
  static URI address(InetSocketAddress bound) {
    return URI.create("http://" + written(reachable(bound)));
  }

  private static InetSocketAddress reachable(InetSocketAddress bound) {
    return bound.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
        : bound;
  }

  private static String written(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}
