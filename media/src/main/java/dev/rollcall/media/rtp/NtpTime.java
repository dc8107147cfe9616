package dev.rollcall.media.rtp;

import java.time.Instant;

/** NTP timestamps as RTCP uses them (RFC 3550 §4): 32.32 bits of seconds since 1900. */
public final class NtpTime {
  private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
  private static final long LONGEST_SPAN_MICROS = 9 * 3_600 * 1_000_000L;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private NtpTime() {}

  /** The 64-bit NTP timestamp of {@code instant}, modulo the era that ends in 2036. */
  public static long of(Instant instant) {
    return timestamp(instant.getEpochSecond(), instant.getNano());
  }

  /** The 64-bit NTP timestamp of a time given in nanoseconds since 1970. */
  public static long ofEpochNanos(long nanos) {
    return timestamp(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  private static long timestamp(long epochSecond, long nano) {
    long seconds = epochSecond + SECONDS_FROM_1900_TO_1970;
    return (seconds << 32) | ((nano << 32) / NANOS_PER_SECOND);
  }

  /** The middle 32 bits, 16.16 bits of seconds, as report blocks carry them. */
  public static int middle(long ntp) {
    return (int) (ntp >>> 16);
  }

  /** A span of time in units of 1/65536 s, as report blocks carry it; at most nine hours. */
  public static int shortSpan(long nanos) {
    long micros = Math.clamp(nanos / 1_000, 0, LONGEST_SPAN_MICROS);
    return (int) (micros * 65_536 / 1_000_000);
  }
}
