package dev.rollcall.sip.transport;

import java.util.Map;

/**
 * What went through since the start.
 *
 * @param received whole messages taken in
 * @param sent messages handed to the network
 * @param pings empty lines that peers sent to keep a connection or a binding alive
 * @param connections TCP connections open now
 * @param dropped every reason with its count; a reason that never occurred counts 0
 */
public record TransportStatistics(
    long received, long sent, long pings, int connections, Map<DropReason, Long> dropped) {
  public TransportStatistics {
    dropped = Map.copyOf(dropped);
  }
}
