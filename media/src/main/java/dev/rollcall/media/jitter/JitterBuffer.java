package dev.rollcall.media.jitter;

import dev.rollcall.media.codec.Codec;
import dev.rollcall.media.rtp.RtpPacket;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns the packets of one source, which come early, late, twice, out of order or never, into one
 * frame of 160 samples for every tick.
 *
 * <p>Everything is reckoned in samples at 8 kHz. A sample with timestamp {@code t} is played at
 * {@code t + lag}, where the lag follows what {@link DelayEstimator} asks for: it grows at once
 * (the hole is concealed) and shrinks in pauses, or by 5 ms at a time if speech does not pause. The
 * same movements make up for a sender whose clock runs faster or slower than ours. Packets hold any
 * number of samples; a frame may be made of several or of a part of one.
 *
 * <p>When timestamps jump, or a sender stops its timestamps in silence, the buffer starts anew with
 * the next packet after a pause, or once packets have not fitted for 100 ms. Not safe for use by
 * many threads.
 */
public final class JitterBuffer {
  /** The most octets of payload that a packet may have. */
  public static final int LARGEST_PAYLOAD = 1_600;

  private static final int CAPACITY = 128;
  private static final int FARTHEST_AHEAD = Frame.RATE;
  private static final int PAUSE = 200 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int PATIENCE = 100 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int STEP = 5 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int SHRINK_IN_SILENCE = 5 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int SHRINK_IN_SPEECH = 10 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int BETWEEN_STEPS = 100 * Frame.SAMPLES_PER_MILLISECOND;
  private static final int ESTIMATE_EVERY = 8;

  private final DelayEstimator estimator;
  private final Concealer concealer = new Concealer();
  private final PacketQueue queue = new PacketQueue(CAPACITY);
  private final short[] window = new short[Frame.SAMPLES + STEP];
  private boolean synchronised;
  private long lastTimestamp;
  private long lag;
  private long nextSample = Long.MIN_VALUE;
  private long lastTick = Long.MIN_VALUE;
  private long lastArrival;
  private long misfitsSince;
  private boolean misfitting;
  private int sinceEstimate;
  private long lastStep;
  private boolean quiet = true;
  private long concealedSamples;

  /** What became of a packet. */
  public enum Put {
    /** It will be played. */
    QUEUED,
    /** Its time has passed. */
    LATE,
    /** It is too far ahead, or there is no room. */
    OVERFLOW,
    /** It holds nothing that its codec can decode, or too much. */
    UNDECODABLE
  }

  /**
   * A buffer that adds between {@code minimumMillis} and {@code maximumMillis} of delay to that of
   * the fastest packet.
   *
   * @param minimumMillis at least 20
   */
  public JitterBuffer(int minimumMillis, int maximumMillis) {
    estimator =
        new DelayEstimator(
            minimumMillis * Frame.SAMPLES_PER_MILLISECOND,
            maximumMillis * Frame.SAMPLES_PER_MILLISECOND);
  }

  /** Forgets everything; for a new source. */
  public void reset() {
    synchronised = false;
    misfitting = false;
    queue.clear();
    concealer.reset();
  }

  /**
   * Takes a packet of audio. One that was put before must not be put again.
   *
   * @param arrival when it came, in samples of the clock that also gives {@link #pull} its ticks
   */
  public Put put(RtpPacket packet, Codec codec, long arrival) {
    int samples =
        packet.payloadLength() > LARGEST_PAYLOAD ? 0 : codec.samplesIn(packet.payloadLength());
    return samples == 0 ? Put.UNDECODABLE : put(packet, codec, samples, arrival);
  }

  /** Takes a packet of comfort noise (RFC 3389), which is played as silence. */
  public Put putSilence(RtpPacket packet, long arrival) {
    return put(packet, null, Frame.SAMPLES, arrival);
  }

  private Put put(RtpPacket packet, @Nullable Codec codec, int samples, long arrival) {
    long timestamp =
        synchronised
            ? lastTimestamp + (packet.timestamp() - (int) lastTimestamp)
            : packet.timestamp();
    long transit = arrival - timestamp;
    if (synchronised && !fits(transit)) {
      boolean starved = arrival - lastArrival >= PAUSE;
      if (!misfitting) {
        misfitting = true;
        misfitsSince = arrival;
      }
      if (!starved && arrival - misfitsSince < PATIENCE) {
        return transit > lag ? Put.LATE : Put.OVERFLOW;
      }
      synchronised = false;
    }
    if (!synchronised) {
      lastStep = arrival;
    }
    misfitting = false;
    lastArrival = arrival;
    lastTimestamp = timestamp;
    adapt(transit);
    if (nextSample != Long.MIN_VALUE && timestamp + samples <= nextSample) {
      return Put.LATE;
    }
    return queue.add(timestamp, samples, packet, codec) ? Put.QUEUED : Put.OVERFLOW;
  }

  private boolean fits(long transit) {
    return transit <= estimator.largestLag() && transit >= lag - FARTHEST_AHEAD;
  }

  private void adapt(long transit) {
    if (!synchronised) {
      synchronised = true;
      queue.clear();
      estimator.reset();
      estimator.add(transit);
      estimator.estimate();
      moveTo(estimator.lag());
      return;
    }
    estimator.add(transit);
    sinceEstimate++;
    if (sinceEstimate >= ESTIMATE_EVERY || transit + Frame.SAMPLES > lag) {
      sinceEstimate = 0;
      estimator.estimate();
      if (estimator.lag() - lag >= STEP) {
        moveTo(estimator.lag());
      } else if (lag > estimator.largestLag()) {
        moveTo(estimator.largestLag());
      }
    }
  }

  private void moveTo(long newLag) {
    lag = newLag;
    if (lastTick != Long.MIN_VALUE) {
      nextSample = lastTick + Frame.SAMPLES - lag;
    }
  }

  /**
   * Writes the frame that is to be played at {@code tick} to {@code frame}; silence if there is
   * nothing.
   *
   * @param tick in samples; ticks are a frame apart, or whole frames if some were left out
   * @return whether it can be heard
   */
  public boolean pull(long tick, short[] frame) {
    lastTick = tick;
    if (!synchronised) {
      Arrays.fill(frame, 0, Frame.SAMPLES, (short) 0);
      return false;
    }
    long excess = lag - estimator.lag();
    boolean audible;
    if (quiet && excess >= SHRINK_IN_SILENCE) {
      lag -= Math.min(excess, Frame.SAMPLES);
      audible = read(tick - lag, frame, Frame.SAMPLES);
    } else if (excess >= SHRINK_IN_SPEECH && tick - lastStep >= BETWEEN_STEPS) {
      audible = read(tick - lag, window, Frame.SAMPLES + STEP);
      lag -= STEP;
      lastStep = tick;
      splice(frame);
    } else {
      audible = read(tick - lag, frame, Frame.SAMPLES);
    }
    nextSample = tick + Frame.SAMPLES - lag;
    quiet = !audible;
    return audible;
  }

  /** Leaves one step of the window out, blending from before it to after it. */
  private void splice(short[] frame) {
    for (int i = 0; i < STEP; i++) {
      frame[i] = (short) ((window[i] * (STEP - i) + window[i + STEP] * i) / STEP);
    }
    System.arraycopy(window, 2 * STEP, frame, STEP, Frame.SAMPLES - STEP);
  }

  private boolean read(long from, short[] samples, int count) {
    boolean audible = false;
    int filled = 0;
    while (filled < count) {
      long at = from + filled;
      int ready = queue.read(at, samples, filled, count - filled);
      if (ready > 0) {
        audible |= concealer.pass(samples, filled, ready);
        filled += ready;
      } else {
        int hole = (int) Math.min(queue.distanceToNext(at), count - filled);
        audible |= concealer.conceal(samples, filled, hole);
        concealedSamples += hole;
        filled += hole;
      }
    }
    return audible;
  }

  /** Samples for which there was no audio since the start, pauses of the sender among them. */
  public long concealedSamples() {
    return concealedSamples;
  }

  /** The delay that packets as fast as the fastest have now, in samples; 0 before the first. */
  public int delay() {
    return synchronised ? (int) (lag - estimator.fastest()) : 0;
  }
}
