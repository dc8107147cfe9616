package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * The stream of RTP that a leg sends (RFC 3550 §5.1): source, first sequence number and first
 * timestamp are random; the timestamp goes with time, also over frames that are not sent. Not safe
 * for use by many threads.
 */
final class OutboundAudio {
  private final int ssrc;
  private final int timestampOffset;
  private int sequenceNumber;
  private boolean spurtStarts = true;
  private long packets;
  private long octets;
  private long payloadOctets;
  private long notSent;

  OutboundAudio(RandomGenerator random) {
    ssrc = random.nextInt();
    sequenceNumber = random.nextInt(1 << 16);
    timestampOffset = random.nextInt();
  }

  /** Writes the packet for {@code tick} to {@code buffer} and makes it ready to be sent. */
  void write(ByteBuffer buffer, int payloadType, long tick, byte[] payload, int length) {
    buffer.clear();
    RtpPacket.writeHeader(
        buffer, spurtStarts, payloadType, sequenceNumber, timestampOffset + (int) tick, ssrc);
    buffer.put(payload, 0, length).flip();
  }

  /** The packet just written has gone out. */
  void sent(int payloadLength) {
    spurtStarts = false;
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    packets++;
    payloadOctets += payloadLength;
    octets += RtpPacket.HEADER_LENGTH + payloadLength;
  }

  /** The packet just written could not be sent; to the receiver it is lost. */
  void failed() {
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    notSent++;
  }

  /** A frame was left out on purpose: what comes next starts a talk spurt. */
  void pause() {
    spurtStarts = true;
  }

  int ssrc() {
    return ssrc;
  }

  /** The timestamp of what would be sent at a time. */
  int timestampAt(long nowNanos) {
    return timestampOffset + (int) Frame.samples(nowNanos);
  }

  long packets() {
    return packets;
  }

  long octets() {
    return octets;
  }

  /** Octets of payload alone, as sender reports count them. */
  long payloadOctets() {
    return payloadOctets;
  }

  long notSent() {
    return notSent;
  }
}
