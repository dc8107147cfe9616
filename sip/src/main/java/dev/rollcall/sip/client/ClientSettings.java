package dev.rollcall.sip.client;

import dev.rollcall.sip.transaction.TimerSettings;
import dev.rollcall.sip.transport.TransportSettings;
import java.net.InetSocketAddress;

/**
 * How calls to outside are made.
 *
 * @param transport our own ports, for answers and for requests of the other side
 * @param timers the time values of RFC 3261
 */
public record ClientSettings(TransportSettings transport, TimerSettings timers) {
  /** The RFC's timers on a free port of that address. */
  public static ClientSettings on(InetSocketAddress bind) {
    return new ClientSettings(TransportSettings.on(bind), TimerSettings.STANDARD);
  }

  public ClientSettings withTimers(TimerSettings changed) {
    return new ClientSettings(transport, changed);
  }
}
