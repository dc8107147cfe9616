package dev.rollcall.http;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names for requests: {@code RQ} and 32 random hexadecimal digits. Safe for many threads. */
public final class RequestIds {
  private final RandomGenerator random;

  public RequestIds(RandomGenerator random) {
    this.random = random;
  }

  public String next() {
    long high;
    long low;
    synchronized (this) {
      high = random.nextLong();
      low = random.nextLong();
    }
    HexFormat hex = HexFormat.of();
    return "RQ" + hex.toHexDigits(high) + hex.toHexDigits(low);
  }
}
