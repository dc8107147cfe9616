package dev.rollcall.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast each caller may send requests: a bucket of {@link McpSettings#callBurst} tokens that
 * fills at {@link McpSettings#callsPerSecond}. Safe for use by many threads, which never wait here.
 *
 * <p>A bucket is one number, the moment at which it will be full (the generic cell rate algorithm,
 * ITU-T I.371, by virtual scheduling). When there are too many, those used least are forgotten,
 * which at worst gives their callers one burst more.
 */
final class CallRates {
  private static final int MOST_CALLERS = 100_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final InstantSource clock;
  private final boolean limited;
  private final int burst;
  private final long interval;
  private final Cache<String, AtomicLong> fullAt =
      Caffeine.newBuilder().maximumSize(MOST_CALLERS).executor(Runnable::run).build();

  CallRates(McpSettings settings, InstantSource clock) {
    this.clock = clock;
    limited = settings.callsPerSecond() > 0;
    burst = settings.callBurst();
    interval = limited ? NANOS_PER_SECOND / settings.callsPerSecond() : 0;
  }

  /**
   * Takes {@code calls} tokens, at most a whole bucket, for {@code identity}.
   *
   * @return zero, or how long the caller has to wait if there are not as many; none is taken then
   */
  Duration take(String identity, int calls) {
    if (!limited) {
      return Duration.ZERO;
    }
    long now = clock.millis() * NANOS_PER_MILLI;
    long latest = now + burst * interval;
    AtomicLong bucket = fullAt.get(identity, _ -> new AtomicLong(now));
    while (true) {
      long before = bucket.get();
      // Later than an empty bucket would be full is only what a clock set back leaves behind.
      long held = Math.clamp(before, now, latest);
      long after = held + Math.min(calls, burst) * interval;
      boolean fits = after <= latest;
      if (bucket.compareAndSet(before, fits ? after : held)) {
        return fits ? Duration.ZERO : Duration.ofNanos(after - latest);
      }
    }
  }
}
