package dev.rollcall.sip.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where SIP is spoken, and how much of it at once.
 *
 * @param bind address and port for UDP and TCP; port 0 takes a free one for each
 * @param advertisedHost the host that peers are told in Via, Contact and SDP; if empty, the bound
 *     address, or the local address that leads to the peer if a wildcard is bound
 * @param maxMessageBytes the longest message that is taken in
 * @param maxConnections how many TCP connections are open at once, in and out
 * @param maxConnectionsPerAddress how many of them one peer address may open
 * @param maxUnsentBytes how much may wait for one TCP peer before its connection is closed
 * @param connectWithin how long a TCP peer has to accept a connection
 * @param messageWithin how long a TCP peer has for its first message, and for each once begun
 * @param idleLimit how long a TCP connection may carry nothing before it is closed
 */
public record TransportSettings(
    InetSocketAddress bind,
    Optional<String> advertisedHost,
    int maxMessageBytes,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxUnsentBytes,
    Duration connectWithin,
    Duration messageWithin,
    Duration idleLimit) {

  /**
   * Defaults: 64 KiB messages, 2 000 connections of which 500 from one address, 256 KiB unsent, 4 s
   * to connect, 30 s for a message, 2 h idle.
   */
  public static TransportSettings on(InetSocketAddress bind) {
    return new TransportSettings(
        bind,
        Optional.empty(),
        64 * 1024,
        2_000,
        500,
        256 * 1024,
        Duration.ofSeconds(4),
        Duration.ofSeconds(30),
        Duration.ofHours(2));
  }

  public TransportSettings withAdvertisedHost(String host) {
    return new TransportSettings(
        bind,
        Optional.of(host),
        maxMessageBytes,
        maxConnections,
        maxConnectionsPerAddress,
        maxUnsentBytes,
        connectWithin,
        messageWithin,
        idleLimit);
  }
}
