package dev.rollcall.core.identity;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes the ids behind sids: UUID version 7 (RFC 9562 §5.7), strictly increasing within this
 * process.
 *
 * <p>48 bits of Unix milliseconds, 12 bits of a counter for ids of the same millisecond (RFC 9562
 * §6.2, method 1) and 62 random bits. When the clock stands still, goes back, or a millisecond's 4
 * 096 ids are used up, the time part goes on from the last id instead of the clock. Safe for use by
 * many threads.
 */
public final class SidGenerator {
  private static final int COUNTER_LIMIT = 1 << 12;

  private final InstantSource clock;
  private final RandomGenerator random;
  private long lastMillis;
  private int counter;

  public SidGenerator(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public CallSid call() {
    return new CallSid(next());
  }

  public ConferenceSid conference() {
    return new ConferenceSid(next());
  }

  public ParticipantSid participant() {
    return new ParticipantSid(next());
  }

  public KeySid key() {
    return new KeySid(next());
  }

  public AccountSid account() {
    return new AccountSid(next());
  }

  /** A bare id for what is not named by a sid; {@code make} is the name's constructor. */
  public <I extends Id> I id(Function<UUID, I> make) {
    return make.apply(next());
  }

  private synchronized UUID next() {
    long now = clock.millis();
    if (now > lastMillis) {
      lastMillis = now;
      counter = 0;
    } else if (++counter == COUNTER_LIMIT) {
      lastMillis++;
      counter = 0;
    }
    long high = (lastMillis << 16) | 0x7000L | counter;
    long low = (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
