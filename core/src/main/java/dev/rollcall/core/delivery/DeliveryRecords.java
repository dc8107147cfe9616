package dev.rollcall.core.delivery;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Keyset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Events and deliveries, read from where they were journaled. Sees every change whose commit
 * returned before the question was asked. Safe for use by many threads.
 *
 * <p>Each method throws {@link dev.rollcall.core.RefusedException} with {@code STORE_UNAVAILABLE}
 * if it cannot read.
 */
public interface DeliveryRecords {
  /** At most {@code limit} events of the account behind {@code position}, in order of position. */
  List<LoggedEvent.Positioned> events(AccountSid account, long position, int limit);

  /** At most {@code limit} events of the conference behind {@code sequence}, in their order. */
  List<LoggedEvent.Positioned> events(
      AccountSid account, ConferenceSid conference, long sequence, int limit);

  /** The position of the account's last event; 0 if there is none. */
  long lastPosition(AccountSid account);

  /** The number of the conference's last event; 0 if there is none. */
  long lastSequence(ConferenceSid conference);

  /** Every delivery that is pending, oldest first. Asked once, at the start. */
  List<Delivery> pending();

  Optional<Delivery> delivery(AccountSid account, DeliveryId id);

  /** Deliveries of {@code account} that {@code filter} accepts, newest first. */
  List<Delivery> deliveries(AccountSid account, DeliveryFilter filter, Keyset keyset);

  /**
   * Forgets events, and deliveries that are not pending, from before {@code time}; at most {@code
   * limit} of each.
   *
   * @return how many were forgotten
   */
  int forget(Instant time, int limit);
}
