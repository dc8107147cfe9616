package dev.rollcall.rest.deliveries;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.identity.AccountSid;

/** Tries failed deliveries once more. */
@FunctionalInterface
public interface Redelivery {
  /**
   * Has a failed delivery tried again and returns it as it stands then; does not wait for the
   * attempt.
   *
   * @throws dev.rollcall.core.RefusedException {@code DELIVERY_NOT_FOUND} if the account has no
   *     such delivery that failed, or {@code STORE_UNAVAILABLE}
   */
  Delivery retry(AccountSid account, DeliveryId delivery);
}
