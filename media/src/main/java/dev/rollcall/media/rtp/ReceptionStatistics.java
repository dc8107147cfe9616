package dev.rollcall.media.rtp;

/**
 * What a receiver knows about one synchronization source: sequence numbers with their cycles, loss
 * and jitter as RFC 3550 appendices A.1, A.3 and A.8 define them. Not safe for use by many threads.
 */
public final class ReceptionStatistics {
  private static final int SEQUENCE_NUMBERS = 1 << 16;
  private static final int LARGEST_GAP = 3_000;
  private static final int LARGEST_MISORDER = 100;
  private static final int REMEMBERED = 64;

  private boolean started;
  private int firstSequence;
  private int highestSequence;
  private int cycles;
  private int nextAfterJump;
  private long seen;
  private long received;
  private long duplicates;
  private long expectedBefore;
  private long receivedBefore;
  private int transit;
  private boolean transitKnown;
  private int jitterTimes16;

  /** How a packet fits into its source's sequence. */
  public enum Arrival {
    /** It is new: the next one, one after a gap, or one that was overtaken. */
    NEW,
    /** It was here before. */
    DUPLICATE,
    /** Its number is far from all others; taken for an error unless its successor follows. */
    OUT_OF_SEQUENCE,
    /** It is the second in a row after a jump: the source has started again. */
    RESTARTED
  }

  /**
   * Counts a packet in.
   *
   * @param sequenceNumber 0 to 65535
   * @param timestamp of the packet
   * @param arrival when it came, in units of the timestamp; any origin, modulo 2^32
   */
  public Arrival onPacket(int sequenceNumber, int timestamp, int arrival) {
    Arrival result = sequence(sequenceNumber);
    if (result == Arrival.NEW || result == Arrival.RESTARTED) {
      jitter(arrival - timestamp);
    }
    return result;
  }

  private Arrival sequence(int sequence) {
    if (!started) {
      restart(sequence);
      return Arrival.NEW;
    }
    int ahead = (sequence - highestSequence) & 0xffff;
    if (ahead == 0) {
      return duplicate();
    }
    if (ahead < LARGEST_GAP) {
      if (sequence < highestSequence) {
        cycles++;
      }
      highestSequence = sequence;
      seen = ahead < REMEMBERED ? (seen << ahead) | 1 : 1;
      received++;
      return Arrival.NEW;
    }
    int behind = SEQUENCE_NUMBERS - ahead;
    if (behind > LARGEST_MISORDER) {
      if (sequence == nextAfterJump) {
        restart(sequence);
        return Arrival.RESTARTED;
      }
      nextAfterJump = (sequence + 1) & 0xffff;
      return Arrival.OUT_OF_SEQUENCE;
    }
    if (behind < REMEMBERED) {
      long bit = 1L << behind;
      if ((seen & bit) != 0) {
        return duplicate();
      }
      seen |= bit;
    }
    received++;
    return Arrival.NEW;
  }

  private Arrival duplicate() {
    received++;
    duplicates++;
    return Arrival.DUPLICATE;
  }

  private void restart(int sequence) {
    started = true;
    firstSequence = sequence;
    highestSequence = sequence;
    cycles = 0;
    nextAfterJump = -1;
    seen = 1;
    received = 1;
    duplicates = 0;
    expectedBefore = 0;
    receivedBefore = 0;
    transitKnown = false;
    jitterTimes16 = 0;
  }

  private void jitter(int newTransit) {
    if (transitKnown) {
      int difference = Math.abs(newTransit - transit);
      if (difference >= 0) {
        jitterTimes16 += Math.min(difference, 1 << 24) - ((jitterTimes16 + 8) >> 4);
      }
    }
    transit = newTransit;
    transitKnown = true;
  }

  /** Forgets the source; the next packet starts a new one. */
  public void reset() {
    started = false;
  }

  /** Whether a packet has come. */
  public boolean started() {
    return started;
  }

  /** Cycles in the high 16 bits, the highest sequence number in the low 16. */
  public int extendedHighestSequence() {
    return (cycles << 16) | highestSequence;
  }

  /** Packets that came, late ones and duplicates included. */
  public long received() {
    return started ? received : 0;
  }

  /** Packets that should have come by now. */
  public long expected() {
    return started ? extended() - firstSequence + 1 : 0;
  }

  /**
   * Expected less received (RFC 3550 §6.4.1); negative if there were more duplicates than losses.
   */
  public long cumulativeLost() {
    return expected() - received();
  }

  /** Packets that never came, duplicates not held against them. */
  public long missing() {
    return started ? Math.max(0, expected() - (received - duplicates)) : 0;
  }

  /** Interarrival jitter in units of the timestamp (RFC 3550 §6.4.1). */
  public int jitter() {
    return jitterTimes16 >> 4;
  }

  /** The fraction lost since the last call in 1/256, as a report block carries it, 0 to 255. */
  public int takeFractionLost() {
    long expectedNow = expected() - expectedBefore;
    long lostNow = expectedNow - (received() - receivedBefore);
    expectedBefore = expected();
    receivedBefore = received();
    return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
  }

  private long extended() {
    return ((long) cycles << 16) + highestSequence;
  }
}
