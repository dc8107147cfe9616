package dev.rollcall.core.identity;

import java.util.Optional;
import java.util.UUID;

/** The name of a call, {@code CA} and 32 digits. */
public record CallSid(UUID id) implements Sid, Comparable<CallSid> {
  /** The two letters in front of the digits. */
  public static final String PREFIX = "CA";

  /** Reads a sid as written at a door; empty if {@code text} is not one. */
  public static Optional<CallSid> parse(String text) {
    return Sid.parse(text, PREFIX, CallSid::new);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public int compareTo(CallSid other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
