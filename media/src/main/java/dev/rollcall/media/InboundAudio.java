package dev.rollcall.media;

import dev.rollcall.media.jitter.Frame;
import dev.rollcall.media.jitter.JitterBuffer;
import dev.rollcall.media.rtp.ReceptionStatistics;
import dev.rollcall.media.rtp.RtpPacket;
import dev.rollcall.media.rtp.TelephoneEventReceiver;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What comes in on a leg once its source is trusted: sorts packets by payload type and source, and
 * counts. Not safe for use by many threads.
 */
final class InboundAudio {
  /** The static payload type of comfort noise (RFC 3389). */
  static final int COMFORT_NOISE = 13;

  private final JitterBuffer jitterBuffer;
  private final TelephoneEventReceiver events;
  private final ReceptionStatistics reception = new ReceptionStatistics();
  private final Map<DiscardReason, Tally> discarded = new EnumMap<>(DiscardReason.class);
  private long packets;
  private long octets;
  private long late;
  private long missingBefore;
  private long mostLost;
  private int source;
  private int candidate;
  private boolean candidateKnown;

  private static final class Tally {
    long count;
  }

  InboundAudio(MediaSettings settings, TelephoneEventReceiver.Listener onEvent) {
    jitterBuffer = new JitterBuffer(settings.jitterMinimumMillis(), settings.jitterMaximumMillis());
    events = new TelephoneEventReceiver(onEvent);
    for (DiscardReason reason : DiscardReason.values()) {
      discarded.put(reason, new Tally());
    }
  }

  void count(int length) {
    packets++;
    octets += length;
  }

  void discard(DiscardReason reason) {
    Tally tally = discarded.get(reason);
    if (tally != null) {
      tally.count++;
    }
  }

  /** Whether a packet has a payload type that was agreed on. */
  static boolean expected(RtpPacket packet, RemoteAudio remote) {
    int type = packet.payloadType();
    return type == remote.payloadType() || type == COMFORT_NOISE || isEvent(type, remote);
  }

  private static boolean isEvent(int type, RemoteAudio remote) {
    return remote.telephoneEventPayloadType().isPresent()
        && type == remote.telephoneEventPayloadType().getAsInt();
  }

  /** Takes an expected packet from the source that is listened to. */
  void onPacket(RtpPacket packet, RemoteAudio remote, long nowNanos) {
    if (!sameSource(packet.ssrc())) {
      discard(DiscardReason.OUT_OF_SEQUENCE);
      return;
    }
    long arrival = Frame.samples(nowNanos);
    long missing = reception.missing();
    switch (reception.onPacket(packet.sequenceNumber(), packet.timestamp(), (int) arrival)) {
      case DUPLICATE -> discard(DiscardReason.DUPLICATE);
      case OUT_OF_SEQUENCE -> discard(DiscardReason.OUT_OF_SEQUENCE);
      case RESTARTED -> {
        missingBefore += missing;
        use(packet, remote, arrival, nowNanos);
      }
      case NEW -> use(packet, remote, arrival, nowNanos);
    }
  }

  /** A new source must show a second packet before it replaces the one that was there. */
  private boolean sameSource(int ssrc) {
    if (!reception.started()) {
      source = ssrc;
    } else if (ssrc != source) {
      if (!candidateKnown || candidate != ssrc) {
        candidate = ssrc;
        candidateKnown = true;
        return false;
      }
      source = ssrc;
      beginAnew();
      events.reset();
    }
    candidateKnown = false;
    return true;
  }

  private void use(RtpPacket packet, RemoteAudio remote, long arrival, long nowNanos) {
    int type = packet.payloadType();
    if (isEvent(type, remote)) {
      if (!events.onPacket(packet, nowNanos)) {
        discard(DiscardReason.UNDECODABLE);
      }
    } else if (remote.weMayReceive()) {
      JitterBuffer.Put put =
          type == remote.payloadType()
              ? jitterBuffer.put(packet, remote.codec(), arrival)
              : jitterBuffer.putSilence(packet, arrival);
      switch (put) {
        case QUEUED -> {}
        case LATE -> late++;
        case OVERFLOW -> discard(DiscardReason.OVERFLOW);
        case UNDECODABLE -> discard(DiscardReason.UNDECODABLE);
      }
    }
  }

  /** See {@link MixerPort#pull}. */
  boolean pull(long tick, short[] frame, RemoteAudio remote) {
    if (remote.weMayReceive()) {
      return jitterBuffer.pull(tick, frame);
    }
    Arrays.fill(frame, (short) 0);
    return false;
  }

  /**
   * Nobody listened for a while: what is sent from now on is a beginning, and nothing is lost
   * between it and what came before.
   */
  void beginAnew() {
    missingBefore += reception.missing();
    reception.reset();
    jitterBuffer.reset();
  }

  /** What is waiting to be played is not wanted any more. */
  void forgetAudio() {
    jitterBuffer.reset();
  }

  /** Ends telephone events whose last packets were lost. */
  void onTime(long nowNanos) {
    events.onTime(nowNanos);
  }

  ReceptionStatistics reception() {
    return reception;
  }

  /** The synchronization source, once {@link #reception} has started. */
  int source() {
    return source;
  }

  long packets() {
    return packets;
  }

  long octets() {
    return octets;
  }

  long late() {
    return late;
  }

  /**
   * Packets missing. A packet that was overtaken is missing until it comes, so the most that was
   * ever answered is answered then: the count never goes back.
   */
  long lost() {
    mostLost = Math.max(mostLost, missingBefore + reception.missing());
    return mostLost;
  }

  int bufferMillis() {
    return jitterBuffer.delay() / Frame.SAMPLES_PER_MILLISECOND;
  }

  Map<DiscardReason, Long> discarded() {
    Map<DiscardReason, Long> counts = new EnumMap<>(DiscardReason.class);
    discarded.forEach((reason, tally) -> counts.put(reason, tally.count));
    return counts;
  }
}
