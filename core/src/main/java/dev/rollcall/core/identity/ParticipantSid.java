package dev.rollcall.core.identity;

import java.util.Optional;
import java.util.UUID;

/**
 * The name of one stay of a call in a conference, {@code CP} and 32 digits; seen at doors only
 * inside page tokens.
 */
public record ParticipantSid(UUID id) implements Sid, Comparable<ParticipantSid> {
  /** The two letters in front of the digits. */
  public static final String PREFIX = "CP";

  /** Reads a sid as written at a door; empty if {@code text} is not one. */
  public static Optional<ParticipantSid> parse(String text) {
    return Sid.parse(text, PREFIX, ParticipantSid::new);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public int compareTo(ParticipantSid other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
