package dev.rollcall.core.delivery;

import java.util.Optional;

/** Which deliveries a list is to show; every given condition must hold. */
public record DeliveryFilter(Optional<Delivery.State> state, Optional<Subject> subject) {
  /** Shows every delivery. */
  public static final DeliveryFilter ALL = new DeliveryFilter(Optional.empty(), Optional.empty());
}
