package dev.rollcall.store;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryFilter;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Keyset;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.store.Query.Order;
import java.util.List;

/** The questions about events and deliveries in SQL. */
final class DeliveryQueries {
  static final String POSITION = "position";
  static final String SEQUENCE = "sequence";
  private static final String ACCOUNT = "account_sid";
  private static final String SUBJECT = "subject_sid";

  private DeliveryQueries() {}

  static Query<LoggedEvent.Positioned> events(AccountSid account, Seek<Long> seek) {
    return eventsOf(account).seek(Order.oldestFirst(POSITION), seek, List::of);
  }

  static Query<LoggedEvent.Positioned> events(
      AccountSid account, ConferenceSid conference, Seek<Long> seek) {
    return eventsOf(conference)
        .equal(ACCOUNT, account)
        .seek(Order.oldestFirst(SEQUENCE), seek, List::of);
  }

  static Query<LoggedEvent.Positioned> eventsOf(AccountSid account) {
    return Query.of(EventTable.TABLE).equal(ACCOUNT, account);
  }

  static Query<LoggedEvent.Positioned> eventsOf(ConferenceSid conference) {
    return Query.of(EventTable.TABLE).equal(SUBJECT, conference);
  }

  static Query<Delivery> pending() {
    return Query.of(DeliveryTable.TABLE)
        .where("state = 'pending'")
        .all(Order.oldestFirst(Table.ID));
  }

  static Query<Delivery> delivery(AccountSid account, DeliveryId id) {
    return Query.of(DeliveryTable.TABLE).equal(Table.ID, id).equal(ACCOUNT, account);
  }

  static Query<Delivery> deliveries(AccountSid account, DeliveryFilter filter, Keyset keyset) {
    return Query.of(DeliveryTable.TABLE)
        .equal(ACCOUNT, account)
        .equalText(SUBJECT, filter.subject().map(subject -> subject.sid().text()))
        .equalName("state", filter.state())
        .pageById(keyset);
  }
}
