package dev.rollcall.media.rtp;

import java.nio.ByteBuffer;

/**
 * A view of one RTP packet in a buffer (RFC 3550 §5.1), reusable for the next packet without
 * allocation.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |           synchronization source (SSRC) identifier            |
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * |            contributing source (CSRC) identifiers             |
 * |                             ....                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |      defined by profile       |           length              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                        header extension                       |
 * |                             ....                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                            payload                            |
 * </pre>
 *
 * <p>The view is valid until the buffer changes. Buffers must be big-endian, as new buffers are.
 */
public final class RtpPacket {
  /** The RTP version spoken here. */
  public static final int VERSION = 2;

  /** Octets of a header without contributing sources and extension. */
  public static final int HEADER_LENGTH = 12;

  private ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH);
  private int start;
  private int payloadOffset = HEADER_LENGTH;
  private int payloadLength;

  /**
   * Lays this view over the datagram between {@code datagram}'s position and limit, which stay as
   * they are.
   *
   * @return whether it is a well-formed RTP packet; if not, the view stays on the packet before
   */
  public boolean wrap(ByteBuffer datagram) {
    int first = datagram.position();
    int length = datagram.remaining();
    if (length < HEADER_LENGTH || (datagram.get(first) & 0xff) >> 6 != VERSION) {
      return false;
    }
    int bits = datagram.get(first);
    int header = HEADER_LENGTH + 4 * (bits & 0x0f);
    if ((bits & 0x10) != 0) {
      if (length < header + 4) {
        return false;
      }
      header += 4 + 4 * (datagram.getShort(first + header + 2) & 0xffff);
    }
    if (length < header) {
      return false;
    }
    int padding = 0;
    if ((bits & 0x20) != 0) {
      padding = datagram.get(first + length - 1) & 0xff;
      if (padding == 0 || padding > length - header) {
        return false;
      }
    }
    buffer = datagram;
    start = first;
    payloadOffset = first + header;
    payloadLength = length - header - padding;
    return true;
  }

  /** Whether the marker bit is set; for audio, whether a talk spurt starts here (RFC 3551 §4.1). */
  public boolean marker() {
    return (buffer.get(start + 1) & 0x80) != 0;
  }

  /** The payload type, 0 to 127. */
  public int payloadType() {
    return buffer.get(start + 1) & 0x7f;
  }

  /** The sequence number, 0 to 65535. */
  public int sequenceNumber() {
    return buffer.getShort(start + 2) & 0xffff;
  }

  /** The timestamp; compare two by the sign of their difference. */
  public int timestamp() {
    return buffer.getInt(start + 4);
  }

  /** The synchronization source. */
  public int ssrc() {
    return buffer.getInt(start + 8);
  }

  /** Octets of payload, without padding. */
  public int payloadLength() {
    return payloadLength;
  }

  /** Index in the wrapped buffer at which the payload starts. */
  public int payloadOffset() {
    return payloadOffset;
  }

  /** Copies the whole payload to the start of {@code target}, which must be large enough. */
  public void copyPayload(byte[] target) {
    buffer.get(payloadOffset, target, 0, payloadLength);
  }

  /** One octet of the payload, 0 to 255. */
  public int payloadOctet(int index) {
    return buffer.get(payloadOffset + index) & 0xff;
  }

  /**
   * Writes a header without contributing sources and extension at {@code target}'s position and
   * moves the position behind it.
   */
  public static void writeHeader(
      ByteBuffer target,
      boolean marker,
      int payloadType,
      int sequenceNumber,
      int timestamp,
      int ssrc) {
    target.put((byte) (VERSION << 6));
    target.put((byte) ((marker ? 0x80 : 0) | (payloadType & 0x7f)));
    target.putShort((short) sequenceNumber);
    target.putInt(timestamp);
    target.putInt(ssrc);
  }
}
