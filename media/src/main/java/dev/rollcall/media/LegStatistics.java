package dev.rollcall.media;

import dev.rollcall.core.audio.CallQuality;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

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
   * What core shows of it.
   *
   * @param started whether there is a source that is listened to, so that its jitter is known
   */
  CallQuality quality(String codec, boolean started) {
    return new CallQuality(
        codec,
        new CallQuality.Received(
            packetsReceived,
            packetsLost,
            packetsLate,
            discarded.values().stream().mapToLong(Long::longValue).sum(),
            started ? OptionalDouble.of(jitterMillis) : OptionalDouble.empty(),
            bufferMillis > 0 ? OptionalInt.of(bufferMillis) : OptionalInt.empty()),
        new CallQuality.Sent(packetsSent, remoteView.map(RemoteView::farEnd)));
  }

  /**
   * The far end's last report block about us.
   *
   * @param fractionLost of our packets in its last interval, 0 to 1
   * @param cumulativeLost packets it misses in all; negative if it got more twice than it misses
   * @param sentUntilThen packets that we had sent when the report came
   * @param jitterMillis the jitter it sees
   * @param roundTrip from us to it and back; empty until it has seen a report of ours
   */
  public record RemoteView(
      double fractionLost,
      int cumulativeLost,
      long sentUntilThen,
      double jitterMillis,
      Optional<Duration> roundTrip) {

    private CallQuality.FarEnd farEnd() {
      double lost = 100.0 * cumulativeLost / Math.max(1, sentUntilThen);
      return new CallQuality.FarEnd(Math.clamp(lost, 0, 100), jitterMillis, roundTrip);
    }
  }
}
