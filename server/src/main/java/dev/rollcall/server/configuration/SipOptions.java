package dev.rollcall.server.configuration;

import java.time.Duration;
import java.util.Optional;

/**
 * The SIP listener.
 *
 * @param host address or name to listen at
 * @param port port for UDP and TCP; 0 means any that is free for both
 * @param advertisedHost address told to phones; empty means the one they called
 * @param maxCalls calls up at the same moment
 * @param keepAliveAfter silence after which a phone is asked whether it is there
 * @param keepAliveTimeout how long it may take to answer
 */
public record SipOptions(
    String host,
    int port,
    Optional<String> advertisedHost,
    int maxCalls,
    Duration keepAliveAfter,
    Duration keepAliveTimeout) {}
