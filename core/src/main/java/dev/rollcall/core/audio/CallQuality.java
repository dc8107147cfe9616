package dev.rollcall.core.audio;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the audio of one call arrives, on both ways. Counts are those since the call's audio was
 * opened; jitter, buffer and round trip are those of the moment.
 *
 * @param codec its encoding name as SDP writes it, such as {@code PCMU}
 */
public record CallQuality(String codec, Received received, Sent sent) {

  /**
   * What comes from the phone.
   *
   * @param packets that came, used or not
   * @param lost those that were sent while we listened and never came
   * @param late those that came after their time, so that they were not heard
   * @param discarded those that were not used for another reason
   * @param jitterMillis the interarrival jitter of RFC 3550 §6.4.1; empty before the first packet
   * @param bufferMillis the delay that the jitter buffer adds; empty while nothing is buffered
   */
  public record Received(
      long packets,
      long lost,
      long late,
      long discarded,
      OptionalDouble jitterMillis,
      OptionalInt bufferMillis) {

    /** Of the packets that were sent to us, those lost, 0 to 100; empty before the first. */
    public OptionalDouble lostPercent() {
      return percent(lost);
    }

    private OptionalDouble percent(long missing) {
      return packets == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.min(100.0, 100.0 * missing / (packets + lost)));
    }
  }

  /**
   * What goes to the phone.
   *
   * @param farEnd how the phone says that it arrives; empty before its first report, and if it
   *     makes none
   */
  public record Sent(long packets, Optional<FarEnd> farEnd) {}

  /**
   * What the phone reported last.
   *
   * @param lostPercent of the packets that were sent to it, those that it misses, 0 to 100
   * @param jitterMillis the interarrival jitter it sees
   * @param roundTrip from us to it and back; empty until it has seen a report of ours
   */
  public record FarEnd(double lostPercent, double jitterMillis, Optional<Duration> roundTrip) {}

  /**
   * How well the phone is heard here, estimated as a mean opinion score from 1 to 4.5: see {@link
   * EModel}. What arrived late counts as lost; the delay is that of the buffer and half the round
   * trip, where one is known. Empty while nothing arrives.
   */
  public OptionalDouble mos() {
    OptionalDouble unheard = received.percent(received.lost() + received.late());
    if (unheard.isEmpty() || received.bufferMillis().isEmpty()) {
      return OptionalDouble.empty();
    }
    double way =
        sent.farEnd()
            .flatMap(FarEnd::roundTrip)
            .map(trip -> (double) trip.toNanos() / 2e6)
            .orElse(0.0);
    return OptionalDouble.of(
        EModel.mos(received.bufferMillis().getAsInt() + way, unheard.getAsDouble()));
  }
}
