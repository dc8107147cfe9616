package dev.rollcall.pages;

import java.util.Arrays;

/** The end that several bodies have in common, compressed and digested once for all. Immutable. */
public final class SharedEnd {
  private final byte[] plain;
  private final byte[] deflated;
  private final byte[] digest;

  public SharedEnd(byte[] plain) {
    this.plain = plain;
    deflated = Gzip.deflated(plain);
    digest = Rendered.digest(plain);
  }

  /** How many bytes of memory this takes. */
  public int weight() {
    return plain.length + deflated.length + digest.length;
  }

  int length() {
    return plain.length;
  }

  /** Whatever {@code begin} and this are together is told apart by this. */
  byte[] digestAfter(byte[] begin) {
    return Rendered.digest(joined(Rendered.digest(begin), digest));
  }

  byte[] after(byte[] begin) {
    return joined(begin, plain);
  }

  private static byte[] joined(byte[] begin, byte[] end) {
    byte[] joined = Arrays.copyOf(begin, begin.length + end.length);
    System.arraycopy(end, 0, joined, begin.length, end.length);
    return joined;
  }

  byte[] compressedAfter(byte[] begin) {
    return Gzip.of(begin, plain, deflated);
  }
}
