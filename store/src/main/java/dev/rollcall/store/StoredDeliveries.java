package dev.rollcall.store;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.DeliveryRecords;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Seek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events and deliveries as questions to the database. */
final class StoredDeliveries implements DeliveryRecords {
  private final Reads reads;
  private final Journal journal;

  StoredDeliveries(Reads reads, Journal journal) {
    this.reads = reads;
    this.journal = journal;
  }

  @Override
  public List<LoggedEvent.Positioned> events(AccountSid account, long position, int limit) {
    return reads.answer(DeliveryQueries.events(account, Seek.after(position, limit))::run);
  }

  @Override
  public List<LoggedEvent.Positioned> events(
      AccountSid account, ConferenceSid conference, long sequence, int limit) {
    return reads.answer(
        DeliveryQueries.events(account, conference, Seek.after(sequence, limit))::run);
  }

  @Override
  public long lastPosition(AccountSid account) {
    return reads.answer(
        statements ->
            DeliveryQueries.eventsOf(account).greatest(DeliveryQueries.POSITION, statements));
  }

  @Override
  public long lastSequence(ConferenceSid conference) {
    return reads.answer(
        statements ->
            DeliveryQueries.eventsOf(conference).greatest(DeliveryQueries.SEQUENCE, statements));
  }

  @Override
  public List<Delivery> pending() {
    return reads.answer(DeliveryQueries.pending()::run);
  }

  @Override
  public Optional<Delivery> delivery(AccountSid account, DeliveryId id) {
    return reads.answer(DeliveryQueries.delivery(account, id)::run).stream().findFirst();
  }

  @Override
  public List<Delivery> deliveries(AccountSid account, DeliveryFilter filter, Keyset keyset) {
    return reads.answer(DeliveryQueries.deliveries(account, filter, keyset)::run);
  }

  @Override
  public int forget(Instant time, int limit) {
    Forgetting forgetting = new Forgetting(time, limit);
    try {
      journal.commit(List.of(forgetting));
    } catch (JournalException e) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE, "Nothing was forgotten. " + e.getMessage(), e);
    }
    return forgetting.forgotten();
  }
}
