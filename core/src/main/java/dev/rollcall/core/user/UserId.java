package dev.rollcall.core.user;

import dev.rollcall.core.identity.Id;
import dev.rollcall.core.identity.Sid;
import java.util.Optional;
import java.util.UUID;

/** The name of one known user: a UUID version 7, so names sort by time. */
public record UserId(UUID id) implements Id, Comparable<UserId> {
  /** Reads a name as {@link #text} writes it, in either letter case; empty if it is not one. */
  public static Optional<UserId> parse(String text) {
    return Id.parse(text, UserId::new);
  }

  @Override
  public int compareTo(UserId other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
