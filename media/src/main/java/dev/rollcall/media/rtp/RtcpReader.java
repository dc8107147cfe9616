package dev.rollcall.media.rtp;

import java.nio.ByteBuffer;

/**
 * Reads compound RTCP packets without allocation. A packet that breaks the rules of RFC 3550 §6.1
 * and appendix A.2 is refused whole before anything of it is reported.
 */
public final class RtcpReader {
  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int GOODBYE = 203;

  private static final int HEADER = 4;
  private static final int SENDER_INFO = 20;
  private static final int BLOCK = 24;

  private RtcpReader() {}

  /** What a compound packet says, in its order. */
  public interface Handler {
    /** A sender report's own part; counts are modulo 2^32. */
    void senderReport(int ssrc, long ntpTimestamp, int rtpTimestamp, int packets, int octets);

    /** One report block about {@code source}, as {@code reporter} sees it. */
    void reportBlock(
        int reporter,
        int source,
        int fractionLost,
        int cumulativeLost,
        int extendedHighestSequence,
        int jitter,
        int lastSenderReport,
        int delaySinceLastSenderReport);

    /** A source leaves. */
    void bye(int ssrc);
  }

  /**
   * Reads the datagram between {@code datagram}'s position and limit, which stay as they are.
   *
   * @return whether it is a valid compound packet; {@code handler} is called only if so
   */
  public static boolean read(ByteBuffer datagram, Handler handler) {
    if (!valid(datagram)) {
      return false;
    }
    int at = datagram.position();
    while (at < datagram.limit()) {
      dispatch(datagram, at, handler);
      at += length(datagram, at);
    }
    return true;
  }

  private static boolean valid(ByteBuffer datagram) {
    int at = datagram.position();
    int end = datagram.limit();
    if (end - at < HEADER + 4) {
      return false;
    }
    int firstType = type(datagram, at);
    if (firstType != SENDER_REPORT && firstType != RECEIVER_REPORT) {
      return false;
    }
    while (at < end) {
      if (end - at < HEADER || (datagram.get(at) & 0xff) >> 6 != RtpPacket.VERSION) {
        return false;
      }
      int length = length(datagram, at);
      if (length > end - at || length - padding(datagram, at) < needed(datagram, at)) {
        return false;
      }
      boolean padded = (datagram.get(at) & 0x20) != 0;
      at += length;
      if (padded && (at != end || invalidPadding(datagram.get(end - 1) & 0xff, length))) {
        return false;
      }
    }
    return true;
  }

  private static boolean invalidPadding(int padding, int length) {
    return padding == 0 || padding % 4 != 0 || padding > length - HEADER;
  }

  /** The octets the packet at {@code at} must have for what its count announces. */
  private static int needed(ByteBuffer datagram, int at) {
    int count = datagram.get(at) & 0x1f;
    return switch (type(datagram, at)) {
      case SENDER_REPORT -> HEADER + 4 + SENDER_INFO + count * BLOCK;
      case RECEIVER_REPORT -> HEADER + 4 + count * BLOCK;
      case GOODBYE -> HEADER + count * 4;
      default -> HEADER;
    };
  }

  private static void dispatch(ByteBuffer datagram, int at, Handler handler) {
    int count = datagram.get(at) & 0x1f;
    switch (type(datagram, at)) {
      case SENDER_REPORT -> {
        handler.senderReport(
            datagram.getInt(at + 4),
            datagram.getLong(at + 8),
            datagram.getInt(at + 16),
            datagram.getInt(at + 20),
            datagram.getInt(at + 24));
        blocks(datagram, at, HEADER + 4 + SENDER_INFO, count, handler);
      }
      case RECEIVER_REPORT -> blocks(datagram, at, HEADER + 4, count, handler);
      case GOODBYE -> {
        for (int i = 0; i < count; i++) {
          handler.bye(datagram.getInt(at + HEADER + 4 * i));
        }
      }
      default -> {
        // RFC 3550 §6.1: types that are not known are passed over.
      }
    }
  }

  private static void blocks(ByteBuffer datagram, int at, int offset, int count, Handler handler) {
    int reporter = datagram.getInt(at + HEADER);
    for (int i = 0; i < count; i++) {
      int block = at + offset + i * BLOCK;
      int loss = datagram.getInt(block + 4);
      handler.reportBlock(
          reporter,
          datagram.getInt(block),
          loss >>> 24,
          (loss << 8) >> 8,
          datagram.getInt(block + 8),
          datagram.getInt(block + 12),
          datagram.getInt(block + 16),
          datagram.getInt(block + 20));
    }
  }

  private static int type(ByteBuffer datagram, int at) {
    return datagram.get(at + 1) & 0xff;
  }

  private static int length(ByteBuffer datagram, int at) {
    return 4 * ((datagram.getShort(at + 2) & 0xffff) + 1);
  }

  private static int padding(ByteBuffer datagram, int at) {
    boolean padded = (datagram.get(at) & 0x20) != 0;
    return padded ? datagram.get(at + length(datagram, at) - 1) & 0xff : 0;
  }
}
