package dev.rollcall.media.rtp;

/**
 * Makes one report of each telephone event, however many packets told of it (RFC 4733 §2.5.2).
 *
 * <p>An event is over at the first packet with the end bit, when packets of a later event come, or
 * when no packet has come for {@link #TIMEOUT_NANOS}. Segments of a long event (RFC 4733 §2.5.1.3)
 * are one event. Not safe for use by many threads.
 */
public final class TelephoneEventReceiver {
  /** An event of which nothing is heard for this long is over, in nanoseconds. */
  public static final long TIMEOUT_NANOS = 300_000_000L;

  /** Packets this far behind the last event are of the past, in units of the timestamp. */
  private static final int PAST = 40_000;

  private final Listener listener;
  private boolean active;
  private boolean known;
  private int event;
  private int timestamp;
  private int duration;
  private long earlierSegments;
  private long lastPacketNanos;

  /** Told of each event once. */
  public interface Listener {
    /**
     * An event is over.
     *
     * @param event the code, 0 to 255
     * @param duration in units of the timestamp
     */
    void onEvent(int event, long duration);
  }

  public TelephoneEventReceiver(Listener listener) {
    this.listener = listener;
  }

  /**
   * Takes a packet whose payload type says that it is an event.
   *
   * @return whether its payload was long enough to be one
   */
  public boolean onPacket(RtpPacket packet, long nowNanos) {
    if (packet.payloadLength() < TelephoneEvent.LENGTH) {
      return false;
    }
    int behind = timestamp - packet.timestamp();
    boolean current = known && behind == 0;
    if ((current && !active) || (known && behind > 0 && behind < PAST)) {
      return true;
    }
    int code = packet.payloadOctet(0);
    boolean end = (packet.payloadOctet(1) & 0x80) != 0;
    int reported = (packet.payloadOctet(2) << 8) | packet.payloadOctet(3);
    if (!current) {
      begin(packet, code);
    }
    lastPacketNanos = nowNanos;
    duration = Math.max(duration, reported);
    if (end) {
      finish();
    }
    return true;
  }

  private void begin(RtpPacket packet, int code) {
    boolean nextSegment =
        active && code == event && !packet.marker() && packet.timestamp() == timestamp + duration;
    if (nextSegment) {
      earlierSegments += duration;
    } else {
      finish();
      event = code;
      earlierSegments = 0;
      active = true;
      known = true;
    }
    timestamp = packet.timestamp();
    duration = 0;
  }

  /** Ends the current event if its packets have stopped coming. */
  public void onTime(long nowNanos) {
    if (active && nowNanos - lastPacketNanos > TIMEOUT_NANOS) {
      finish();
    }
  }

  /** Forgets all events; the timestamps of a new source have nothing to do with them. */
  public void reset() {
    finish();
    known = false;
  }

  private void finish() {
    if (active) {
      active = false;
      listener.onEvent(event, earlierSegments + duration);
    }
  }
}
