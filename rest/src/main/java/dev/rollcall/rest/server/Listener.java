package dev.rollcall.rest.server;

import java.net.InetAddress;
import java.util.List;

/**
 * Ports that take what comes from a network.
 *
 * @param name what is spoken there: http, sip or audio
 * @param transports tcp, udp or both
 * @param lastPort the same as {@code port} if it is one port
 * @param withoutProof what is served there to whoever reaches it
 */
public record Listener(
    String name,
    List<String> transports,
    InetAddress address,
    int port,
    int lastPort,
    List<Unproved> withoutProof) {
  public Listener {
    transports = List.copyOf(transports);
    withoutProof = List.copyOf(withoutProof);
  }

  /**
   * Something for which nobody has to prove who they are.
   *
   * @param what a name for programs
   * @param explanation a sentence for people
   */
  public record Unproved(String what, String explanation) {}
}
