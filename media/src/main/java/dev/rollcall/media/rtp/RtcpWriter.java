package dev.rollcall.media.rtp;

import java.nio.ByteBuffer;

/**
 * Writes one compound RTCP packet (RFC 3550 §6.1) at a buffer's position: a report first, then an
 * SDES with a CNAME, then perhaps a BYE. The order of calls is the order on the wire and is the
 * caller's to keep; {@link RtcpReader} refuses what breaks the rules.
 */
public final class RtcpWriter {
  /** Octets that suffice for a report with one block, an SDES of 64 octets of CNAME and a BYE. */
  public static final int TYPICAL_LENGTH = 256;

  private final ByteBuffer target;
  private int report = -1;

  public RtcpWriter(ByteBuffer target) {
    this.target = target;
  }

  /**
   * Starts a sender report (RFC 3550 §6.4.1) without blocks.
   *
   * <pre>
   * |V=2|P|    RC   |   PT=SR=200   |             length            |
   * |                         SSRC of sender                        |
   * |              NTP timestamp, most significant word             |
   * |             NTP timestamp, least significant word             |
   * |                         RTP timestamp                         |
   * |                     sender's packet count                     |
   * |                      sender's octet count                     |
   * </pre>
   */
  public RtcpWriter senderReport(
      int ssrc, long ntpTimestamp, int rtpTimestamp, long packets, long octets) {
    report = target.position();
    header(0, RtcpReader.SENDER_REPORT, 6);
    target.putInt(ssrc).putLong(ntpTimestamp).putInt(rtpTimestamp);
    target.putInt((int) packets).putInt((int) octets);
    return this;
  }

  /** Starts a receiver report (RFC 3550 §6.4.2) without blocks. */
  public RtcpWriter receiverReport(int ssrc) {
    report = target.position();
    header(0, RtcpReader.RECEIVER_REPORT, 1);
    target.putInt(ssrc);
    return this;
  }

  /**
   * Adds a block to the report just started; the parameters are the block's fields in order.
   *
   * <pre>
   * |                 SSRC_1 (SSRC of first source)                 |
   * | fraction lost |       cumulative number of packets lost       |
   * |           extended highest sequence number received           |
   * |                      interarrival jitter                      |
   * |                         last SR (LSR)                         |
   * |                   delay since last SR (DLSR)                  |
   * </pre>
   *
   * @throws IllegalStateException if no report was started or it has 31 blocks
   */
  public RtcpWriter reportBlock(
      int ssrc,
      int fractionLost,
      int cumulativeLost,
      int extendedHighestSequence,
      int jitter,
      int lastSenderReport,
      int delaySinceLastSenderReport) {
    if (report < 0 || (target.get(report) & 0x1f) == 0x1f) {
      throw new IllegalStateException("no report to add a block to");
    }
    target.putInt(ssrc);
    target.putInt((fractionLost << 24) | (clampTo24Bits(cumulativeLost) & 0x00ff_ffff));
    target.putInt(extendedHighestSequence).putInt(jitter);
    target.putInt(lastSenderReport).putInt(delaySinceLastSenderReport);
    target.put(report, (byte) (target.get(report) + 1));
    target.putShort(report + 2, (short) (target.getShort(report + 2) + 6));
    return this;
  }

  /**
   * Adds a source description with a CNAME alone (RFC 3550 §6.5.1).
   *
   * @param cname at most 255 octets of UTF-8
   */
  public RtcpWriter sourceDescription(int ssrc, byte[] cname) {
    report = -1;
    int chunk = 4 + 2 + cname.length;
    int padded = (chunk + 4) / 4 * 4;
    header(1, RtcpReader.SOURCE_DESCRIPTION, padded / 4);
    target.putInt(ssrc);
    target.put((byte) 1).put((byte) cname.length).put(cname);
    for (int i = chunk; i < padded; i++) {
      target.put((byte) 0);
    }
    return this;
  }

  /** Adds a BYE for one source without a reason (RFC 3550 §6.6). */
  public RtcpWriter bye(int ssrc) {
    report = -1;
    header(1, RtcpReader.GOODBYE, 1);
    target.putInt(ssrc);
    return this;
  }

  private void header(int count, int type, int words) {
    target.put((byte) ((RtpPacket.VERSION << 6) | count)).put((byte) type).putShort((short) words);
  }

  private static int clampTo24Bits(int value) {
    return Math.max(-0x80_0000, Math.min(0x7f_ffff, value));
  }
}
