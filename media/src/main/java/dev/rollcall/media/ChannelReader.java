package dev.rollcall.media;

import java.nio.ByteBuffer;

/** Reads one packet of one socket. */
interface ChannelReader {
  /**
   * Reads a packet if there is one and deals with it. Never throws for anything that came in.
   *
   * @param buffer for the packet; its content is of no use afterwards
   * @param nowNanos the time
   * @return whether there was one
   */
  boolean read(ByteBuffer buffer, long nowNanos);
}
