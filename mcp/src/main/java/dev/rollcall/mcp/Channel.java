package dev.rollcall.mcp;

/** Where a call's messages go before its answer. */
@FunctionalInterface
interface Channel {
  /** Passes {@code message} on, or drops it if the client has gone; may wait for a slow client. */
  void send(byte[] message) throws InterruptedException;
}
