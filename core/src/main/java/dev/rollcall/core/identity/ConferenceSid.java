package dev.rollcall.core.identity;

import java.util.Optional;
import java.util.UUID;

/** The name of one conference from its first participant to its end, {@code CF} and 32 digits. */
public record ConferenceSid(UUID id) implements Sid, Comparable<ConferenceSid> {
  /** The two letters in front of the digits. */
  public static final String PREFIX = "CF";

  /** Reads a sid as written at a door; empty if {@code text} is not one. */
  public static Optional<ConferenceSid> parse(String text) {
    return Sid.parse(text, PREFIX, ConferenceSid::new);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public int compareTo(ConferenceSid other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
