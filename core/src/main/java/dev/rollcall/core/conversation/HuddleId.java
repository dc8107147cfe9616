package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.Id;
import dev.rollcall.core.identity.Sid;
import java.util.Optional;
import java.util.UUID;

/** The name of one huddle: a UUID version 7, so names sort by time. */
public record HuddleId(UUID id) implements Id, Comparable<HuddleId> {
  /** Reads a name as {@link #text} writes it, in either letter case; empty if it is not one. */
  public static Optional<HuddleId> parse(String text) {
    return Id.parse(text, HuddleId::new);
  }

  @Override
  public int compareTo(HuddleId other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
