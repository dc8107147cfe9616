package dev.rollcall.server.configuration;

import dev.rollcall.core.signalling.SipCredentials;
import java.util.List;
import java.util.Optional;

/**
 * A way to the telephone network.
 *
 * @param prefixes beginnings of the numbers it takes, each with its {@code +}; all if empty
 * @param credentials shown when it asks who we are
 * @param callerId shown to called phones whatever an app says
 * @param stripPlus whether numbers go to it without their {@code +}
 */
public record TrunkOptions(
    String name,
    String host,
    int port,
    Transport transport,
    List<String> prefixes,
    Optional<SipCredentials> credentials,
    Optional<String> callerId,
    boolean stripPlus) {
  public TrunkOptions {
    prefixes = List.copyOf(prefixes);
  }

  /** How SIP goes to a trunk. */
  public enum Transport {
    UDP,
    TCP
  }
}
