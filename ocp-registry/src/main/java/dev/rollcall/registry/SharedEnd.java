package dev.rollcall.registry;

/** The end that several bodies have in common, compressed and digested once for all. Immutable. */
final class SharedEnd {
  private final byte[] plain;
  private final byte[] deflated;
  private final byte[] digest;

  SharedEnd(byte[] plain) {
    this.plain = plain;
    deflated = Gzip.deflated(plain);
    digest = Rendered.digest(plain);
  }

  /** How many bytes of memory this takes. */
  int weight() {
    return plain.length + deflated.length + digest.length;
  }

  int length() {
    return plain.length;
  }

  /** Whatever {@code begin} and this are together is told apart by this. */
  byte[] digestAfter(byte[] begin) {
    return Rendered.digest(EntryJson.joined(Rendered.digest(begin), digest));
  }

  byte[] after(byte[] begin) {
    return EntryJson.joined(begin, plain);
  }

  byte[] compressedAfter(byte[] begin) {
    return Gzip.of(begin, plain, deflated);
  }
}
