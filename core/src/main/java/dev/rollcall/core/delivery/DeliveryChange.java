package dev.rollcall.core.delivery;

import dev.rollcall.core.journal.Change;

/** The records of this package as changes. */
public sealed interface DeliveryChange extends Change {
  record OfEvent(LoggedEvent event) implements DeliveryChange {}

  record OfDelivery(Delivery delivery) implements DeliveryChange {}
}
