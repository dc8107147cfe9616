package dev.rollcall.sip.transport;

import java.net.InetSocketAddress;

/** Where a message came from or goes to. */
public record Peer(Transport transport, InetSocketAddress address) {}
