package dev.rollcall.mcp.tools.access;

import dev.rollcall.core.access.Principal;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.mcp.NotAdmittedException;
import java.net.InetAddress;
import java.util.List;

/**
 * Lets in everybody on this machine as one user, for trying out: while authorization is off. Nobody
 * else is let in: the listener has to be bound to a loopback address, the sender has to have one,
 * and no proxy may have passed the request on for somebody farther away.
 */
public final class OpenGate implements Authentication {
  private static final List<String> PROXY_HEADERS =
      List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

  private final Principal everybody;
  private final InetAddress listener;
  private final Challenges challenges = Challenges.forApiTokens();

  /**
   * A gate for one listener.
   *
   * @param everybody who a caller is taken for
   * @param listener the address the listener is bound to
   */
  public OpenGate(Principal everybody, InetAddress listener) {
    this.everybody = everybody;
    this.listener = listener;
  }

  @Override
  public Principal authenticate(HttpRequest request) throws NotAdmittedException {
    if (!listener.isLoopbackAddress()) {
      throw refused(
          "Authorization is off, but this server listens beyond its own machine: nobody is let in."
              + " Turn authorization on, or listen on a loopback address.");
    }
    InetAddress sender = request.remote().getAddress();
    if (sender == null || !sender.isLoopbackAddress()) {
      throw refused("Authorization is off, so only callers on the server's machine are let in.");
    }
    if (PROXY_HEADERS.stream().anyMatch(name -> request.headers().first(name).isPresent())) {
      throw refused(
          "Authorization is off, so nobody is let in through a proxy. Turn authorization on.");
    }
    return everybody;
  }

  private NotAdmittedException refused(String reason) {
    return new NotAdmittedException(challenges.refused(reason));
  }
}
