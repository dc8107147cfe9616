package dev.rollcall.media;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What has gone through one leg since it was opened.
 *
 * @param packetsReceived RTP packets that came in, used or not
 * @param octetsReceived octets of those packets, headers of RTP included and of UDP not
 * @param packetsSent RTP packets sent
 * @param octetsSent octets of those packets, counted likewise
 * @param packetsNotSent RTP packets that the operating system would not take
 * @param packetsLost packets that were sent to us while we listened and never came
 * @param packetsLate packets that came after their time
 * @param discarded packets not used, by reason
 * @param jitterMillis interarrival jitter of RFC 3550 §6.4.1
 * @param bufferMillis the delay the jitter buffer adds now
 * @param digits keys recognised
 * @param rtcpReceived valid RTCP packets that came in
 * @param remoteView how the far end says that our audio arrives; empty before its first report
 */
public record LegStatistics(
    long packetsReceived,
    long octetsReceived,
    long packetsSent,
    long octetsSent,
    long packetsNotSent,
    long packetsLost,
    long packetsLate,
    Map<DiscardReason, Long> discarded,
    double jitterMillis,
    int bufferMillis,
    long digits,
    long rtcpReceived,
    Optional<RemoteView> remoteView) {
  /**
   * The far end's last report block about us.
   *
   * @param fractionLost of our packets in its last interval, 0 to 1
   * @param cumulativeLost packets it misses in all; negative if it got more twice than it misses
   * @param jitterMillis the jitter it sees
   * @param roundTrip from us to it and back; empty until it has seen a report of ours
   */
  public record RemoteView(
      double fractionLost, int cumulativeLost, double jitterMillis, Optional<Duration> roundTrip) {}
}
