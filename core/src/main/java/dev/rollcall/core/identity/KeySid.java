package dev.rollcall.core.identity;

import java.util.Optional;
import java.util.UUID;

/** The name of an API key, {@code SK} and 32 digits: the user of a request that shows the key. */
public record KeySid(UUID id) implements Sid, Comparable<KeySid> {
  /** The two letters in front of the digits. */
  public static final String PREFIX = "SK";

  /** Reads a sid as written at a door; empty if {@code text} is not one. */
  public static Optional<KeySid> parse(String text) {
    return Sid.parse(text, PREFIX, KeySid::new);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public int compareTo(KeySid other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
