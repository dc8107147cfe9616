package dev.rollcall.core.access;

import dev.rollcall.core.identity.Id;
import dev.rollcall.core.identity.Sid;
import java.util.Optional;
import java.util.UUID;

/** The name of one token: a UUID version 7, so names sort by time. */
public record TokenId(UUID id) implements Id, Comparable<TokenId> {
  /** Reads a name as {@link #text} writes it, in either letter case; empty if it is not one. */
  public static Optional<TokenId> parse(String text) {
    return Id.parse(text, TokenId::new);
  }

  @Override
  public int compareTo(TokenId other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
