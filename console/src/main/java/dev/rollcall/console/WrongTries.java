package dev.rollcall.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How often each network address may still be wrong. A few tries at once, then one by one as time
 * goes by; who is right does not use them up. Addresses of IPv6 count by their first 64 bits, which
 * one household has to itself. Remembers a bounded number of addresses, those that tried last.
 *
 * <p>Safe for use by many threads.
 */
final class WrongTries {
  private static final int MOST_ADDRESSES = 10_000;
  private static final int NETWORK_BYTES = 8;

  private final int most;
  private final long nanosPerTry;
  private final LongSupplier nanoTime;

  /** When each address will have all of its tries again. */
  private final Map<String, Long> fullAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  WrongTries(int most, Duration perTry, LongSupplier nanoTime) {
    this.most = most;
    nanosPerTry = perTry.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Takes one of the tries of {@code address}, before it is known whether it is right, so that many
   * at once are no more than one after the other.
   *
   * @return empty if there was one; otherwise the seconds until there will be
   */
  synchronized OptionalLong take(InetAddress address) {
    long now = nanoTime.getAsLong();
    String key = key(address);
    long full = full(key, now);
    long wait = full + nanosPerTry - now - most * nanosPerTry;
    if (wait > 0) {
      return OptionalLong.of(Math.ceilDiv(wait, 1_000_000_000L));
    }
    fullAt.put(key, full + nanosPerTry);
    return OptionalLong.empty();
  }

  /** Gives back a try that was right. */
  synchronized void giveBack(InetAddress address) {
    String key = key(address);
    Long full = fullAt.get(key);
    if (full != null) {
      fullAt.put(key, full - nanosPerTry);
    }
  }

  private long full(String key, long now) {
    Long known = fullAt.get(key);
    return known == null || known - now < 0 ? now : known;
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return HexFormat.of()
        .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes);
  }
}
