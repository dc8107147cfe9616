package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.rtp.NtpTime;
import dev.rollcall.media.rtp.ReceptionStatistics;
import dev.rollcall.media.rtp.RtcpReader;
import dev.rollcall.media.rtp.RtcpWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The RTCP of one leg: writes compound packets about every five seconds, as RFC 3550 §6.3 times
 * them for a session of two, and remembers what the far end reports. Not safe for use by many
 * threads.
 */
final class ReportExchange implements RtcpReader.Handler {
  private static final long MINIMUM_INTERVAL_NANOS = 5_000_000_000L;

  /** RFC 3550 §6.3.1: makes up for timer reconsideration. */
  private static final double COMPENSATION = Math.E - 1.5;

  private static final double UNITS_PER_SECOND = 65_536;

  private final OutboundAudio outbound;
  private final InboundAudio inbound;
  private final RandomGenerator random;
  private final byte[] cname;
  private final long epochNanos;
  private long nextNanos;
  private boolean scheduled;
  private boolean sentAny;
  private long packetsAtLastReport;
  private long packetsAtReportBefore;
  private long now;
  private int lastSenderReport;
  private long lastSenderReportNanos;
  private int senderReportSource;
  private boolean senderReported;
  private boolean viewKnown;
  private int fractionLost;
  private int cumulativeLost;
  private long sentUntilView;
  private int remoteJitter;
  private int roundTrip = -1;
  private long received;

  /**
   * @param epochNanos what is to be added to the engine's clock to get nanoseconds since 1970
   */
  ReportExchange(
      OutboundAudio outbound, InboundAudio inbound, RandomGenerator random, long epochNanos) {
    this.outbound = outbound;
    this.inbound = inbound;
    this.random = random;
    this.epochNanos = epochNanos;
    byte[] name = new byte[12];
    random.nextBytes(name);
    cname = HexFormat.of().formatHex(name).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a report is due; if so, the next one is scheduled. */
  boolean due(long nowNanos) {
    if (!scheduled) {
      scheduled = true;
      nextNanos = nowNanos + interval() / 2;
    }
    if (nowNanos - nextNanos < 0) {
      return false;
    }
    nextNanos = nowNanos + interval();
    return true;
  }

  private long interval() {
    return (long) ((0.5 + random.nextDouble()) * MINIMUM_INTERVAL_NANOS / COMPENSATION);
  }

  /** Writes a compound packet to {@code buffer} and makes it ready to be sent. */
  void write(ByteBuffer buffer, long nowNanos, boolean goodbye) {
    buffer.clear();
    RtcpWriter writer = new RtcpWriter(buffer);
    long packets = outbound.packets();
    if (packets > packetsAtReportBefore) {
      writer.senderReport(
          outbound.ssrc(),
          NtpTime.ofEpochNanos(epochNanos + nowNanos),
          outbound.timestampAt(nowNanos),
          packets,
          outbound.payloadOctets());
    } else {
      writer.receiverReport(outbound.ssrc());
    }
    packetsAtReportBefore = packetsAtLastReport;
    packetsAtLastReport = packets;
    ReceptionStatistics reception = inbound.reception();
    if (reception.started()) {
      boolean hasReported = senderReported && senderReportSource == inbound.source();
      long since = nowNanos - lastSenderReportNanos;
      writer.reportBlock(
          inbound.source(),
          reception.takeFractionLost(),
          Math.clamp(reception.cumulativeLost(), -0x80_0000, 0x7f_ffff),
          reception.extendedHighestSequence(),
          reception.jitter(),
          hasReported ? lastSenderReport : 0,
          hasReported ? NtpTime.shortSpan(since) : 0);
    }
    writer.sourceDescription(outbound.ssrc(), cname);
    if (goodbye) {
      writer.bye(outbound.ssrc());
    }
    sentAny = true;
    buffer.flip();
  }

  /** Whether the far end knows of us, so that a BYE means something to it. */
  boolean known() {
    return sentAny || outbound.packets() > 0;
  }

  /**
   * Takes a packet of the far end.
   *
   * @return whether it was valid
   */
  boolean read(ByteBuffer datagram, long nowNanos) {
    now = nowNanos;
    boolean valid = RtcpReader.read(datagram, this);
    if (valid) {
      received++;
    }
    return valid;
  }

  @Override
  public void senderReport(int ssrc, long ntpTimestamp, int rtpTimestamp, int packets, int octets) {
    if (inbound.reception().started() && ssrc == inbound.source()) {
      lastSenderReport = NtpTime.middle(ntpTimestamp);
      lastSenderReportNanos = now;
      senderReportSource = ssrc;
      senderReported = true;
    }
  }

  @Override
  public void reportBlock(
      int reporter,
      int source,
      int fractionLost,
      int cumulativeLost,
      int extendedHighestSequence,
      int jitter,
      int lastSenderReport,
      int delaySinceLastSenderReport) {
    if (source == outbound.ssrc()) {
      viewKnown = true;
      this.fractionLost = fractionLost;
      this.cumulativeLost = cumulativeLost;
      sentUntilView = outbound.packets();
      remoteJitter = jitter;
      if (lastSenderReport != 0) {
        int sinceReport = NtpTime.middle(NtpTime.ofEpochNanos(epochNanos + now)) - lastSenderReport;
        roundTrip = Math.max(0, sinceReport - delaySinceLastSenderReport);
      }
    }
  }

  @Override
  public void bye(int ssrc) {
    if (ssrc == senderReportSource) {
      senderReported = false;
    }
  }

  long received() {
    return received;
  }

  Optional<LegStatistics.RemoteView> remoteView() {
    if (!viewKnown) {
      return Optional.empty();
    }
    Optional<Duration> trip =
        roundTrip < 0
            ? Optional.empty()
            : Optional.of(Duration.ofNanos((long) (roundTrip / UNITS_PER_SECOND * 1e9)));
    double jitterMillis = (double) (remoteJitter & 0xffff_ffffL) / Frame.SAMPLES_PER_MILLISECOND;
    return Optional.of(
        new LegStatistics.RemoteView(
            fractionLost / 256.0, cumulativeLost, sentUntilView, jitterMillis, trip));
  }
}
