package dev.rollcall.core.delivery;

import dev.rollcall.core.identity.Id;
import dev.rollcall.core.identity.Sid;
import java.util.Optional;
import java.util.UUID;

/** The name of one delivery: a UUID version 7, so names sort by time. */
public record DeliveryId(UUID id) implements Id, Comparable<DeliveryId> {
  /** Reads a name as {@link #text} writes it, in either letter case; empty if it is not one. */
  public static Optional<DeliveryId> parse(String text) {
    return Id.parse(text, DeliveryId::new);
  }

  @Override
  public int compareTo(DeliveryId other) {
    return Sid.compare(id, other.id);
  }

  @Override
  public String toString() {
    return text();
  }
}
