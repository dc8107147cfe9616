package dev.rollcall.media;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What the engine does now and has done since it was made. Counters never go back, also not when
 * legs close.
 *
 * @param legs open legs
 * @param conferences open conferences
 * @param packetsReceived RTP packets that came in
 * @param octetsReceived octets of those, UDP headers not counted
 * @param packetsSent RTP packets sent
 * @param octetsSent octets of those, UDP headers not counted
 * @param packetsNotSent RTP packets that the operating system would not take
 * @param packetsLost packets that were sent to us and never came
 * @param packetsLate packets that came after their time
 * @param discarded packets not used, by reason
 * @param digits keys recognised
 * @param ticks frames mixed, counted once per media thread
 * @param ticksLeftOut frames not mixed because a thread was more than 100 ms late
 * @param failures errors of our own that were caught so that a thread could go on
 * @param lateness how late ticks began
 */
public record MediaStatistics(
    int legs,
    int conferences,
    long packetsReceived,
    long octetsReceived,
    long packetsSent,
    long octetsSent,
    long packetsNotSent,
    long packetsLost,
    long packetsLate,
    Map<DiscardReason, Long> discarded,
    long digits,
    long ticks,
    long ticksLeftOut,
    long failures,
    Lateness lateness) {
  /**
   * A histogram of how late ticks began.
   *
   * @param count ticks
   * @param largest the latest of them
   * @param buckets in rising order; the last holds all that were later than the others' bounds
   */
  public record Lateness(long count, Duration largest, List<Bucket> buckets) {}

  /**
   * A part of a histogram.
   *
   * @param upTo the bound, included; {@link Duration#ofNanos} of {@link Long#MAX_VALUE} for the
   *     last
   * @param count ticks later than the bucket before and not later than this bound
   */
  public record Bucket(Duration upTo, long count) {}
}
