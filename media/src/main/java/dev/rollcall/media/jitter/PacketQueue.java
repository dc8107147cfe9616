package dev.rollcall.media.jitter;

import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packets in the order of their timestamps, decoded when their time has come. Storage is taken once
 * and reused. Not safe for use by many threads.
 */
final class PacketQueue {
  private static final Packet NOTHING = new Packet();

  private final Packet[] queued;
  private final Packet[] free;
  private int size;
  private int freeCount;
  private short[] decoded = new short[0];
  private Packet current = NOTHING;

  private static final class Packet {
    long timestamp;
    int samples;
    int octets;
    byte[] payload = {};
    @Nullable Codec codec;
  }

  PacketQueue(int capacity) {
    queued = new Packet[capacity];
    free = new Packet[capacity];
    for (int i = 0; i < capacity; i++) {
      free[i] = new Packet();
      queued[i] = NOTHING;
    }
    freeCount = capacity;
  }

  void clear() {
    while (size > 0) {
      removeFirst();
    }
  }

  /**
   * Adds a packet; its payload is copied.
   *
   * @param codec decodes the payload; silence if null
   * @return whether there was room
   */
  boolean add(long timestamp, int samples, RtpPacket packet, @Nullable Codec codec) {
    if (freeCount == 0) {
      return false;
    }
    int at = size;
    while (at > 0 && queued[at - 1].timestamp > timestamp) {
      queued[at] = queued[at - 1];
      at--;
    }
    freeCount--;
    Packet added = free[freeCount];
    queued[at] = added;
    size++;
    added.timestamp = timestamp;
    added.samples = samples;
    added.codec = codec;
    if (codec != null) {
      added.octets = packet.payloadLength();
      if (added.payload.length < added.octets) {
        added.payload = new byte[added.octets];
      }
      packet.copyPayload(added.payload);
    }
    return true;
  }

  /**
   * Copies samples from {@code from} on, at most {@code limit} and no more than one packet has;
   * packets before {@code from} are let go.
   *
   * @return how many; 0 if there are none for {@code from}
   */
  int read(long from, short[] target, int offset, int limit) {
    while (size > 0 && queued[0].timestamp + queued[0].samples <= from) {
      removeFirst();
    }
    if (size == 0 || queued[0].timestamp > from) {
      return 0;
    }
    Packet first = queued[0];
    if (current != first) {
      decode(first);
    }
    int skipped = (int) (from - first.timestamp);
    int count = Math.min(limit, first.samples - skipped);
    System.arraycopy(decoded, skipped, target, offset, count);
    return count;
  }

  /** Samples from {@code from} to the next packet; a great many if there is none. */
  long distanceToNext(long from) {
    return size == 0 ? Long.MAX_VALUE : queued[0].timestamp - from;
  }

  private void decode(Packet packet) {
    if (decoded.length < packet.samples) {
      decoded = new short[packet.samples];
    }
    Codec codec = packet.codec;
    if (codec == null) {
      Arrays.fill(decoded, 0, packet.samples, (short) 0);
    } else {
      codec.decode(packet.payload, packet.octets, decoded);
    }
    current = packet;
  }

  private void removeFirst() {
    Packet first = queued[0];
    if (current == first) {
      current = NOTHING;
    }
    size--;
    System.arraycopy(queued, 1, queued, 0, size);
    queued[size] = NOTHING;
    free[freeCount++] = first;
  }
}
