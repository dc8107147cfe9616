package dev.rollcall.media;

import dev.rollcall.core.identity.CallSid;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sums of what legs have counted, kept when they close so that the engine's counters never go back.
 * Safe for use by many threads.
 */
final class ClosedLegs {
  private final Totals closed = new Totals();

  /** Takes a leg out of {@code open} and keeps what it counted. */
  synchronized void moveHere(Leg leg, Map<CallSid, Leg> open) {
    if (open.remove(leg.call(), leg)) {
      closed.add(leg.statistics());
    }
  }

  /** The sums with those of open legs. */
  synchronized Totals and(Map<CallSid, Leg> open) {
    Totals totals = new Totals();
    totals.add(closed);
    open.values().forEach(leg -> totals.add(leg.statistics()));
    return totals;
  }

  /** Sums over some legs. */
  static final class Totals {
    private final Map<DiscardReason, Long> discarded = new EnumMap<>(DiscardReason.class);
    private long packetsReceived;
    private long octetsReceived;
    private long packetsSent;
    private long octetsSent;
    private long packetsNotSent;
    private long packetsLost;
    private long packetsLate;
    private long digits;

    private void add(LegStatistics leg) {
      packetsReceived += leg.packetsReceived();
      octetsReceived += leg.octetsReceived();
      packetsSent += leg.packetsSent();
      octetsSent += leg.octetsSent();
      packetsNotSent += leg.packetsNotSent();
      packetsLost += leg.packetsLost();
      packetsLate += leg.packetsLate();
      digits += leg.digits();
      leg.discarded().forEach((reason, count) -> discarded.merge(reason, count, Long::sum));
    }

    private void add(Totals other) {
      packetsReceived += other.packetsReceived;
      octetsReceived += other.octetsReceived;
      packetsSent += other.packetsSent;
      octetsSent += other.octetsSent;
      packetsNotSent += other.packetsNotSent;
      packetsLost += other.packetsLost;
      packetsLate += other.packetsLate;
      digits += other.digits;
      other.discarded.forEach((reason, count) -> discarded.merge(reason, count, Long::sum));
    }

    MediaStatistics statistics(
        int legs,
        int conferences,
        long ticks,
        long ticksLeftOut,
        long failures,
        MediaStatistics.Lateness lateness) {
      return new MediaStatistics(
          legs,
          conferences,
          packetsReceived,
          octetsReceived,
          packetsSent,
          octetsSent,
          packetsNotSent,
          packetsLost,
          packetsLate,
          Map.copyOf(discarded),
          digits,
          ticks,
          ticksLeftOut,
          failures,
          lateness);
    }
  }
}
