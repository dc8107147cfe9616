package dev.rollcall.store;

import dev.rollcall.core.delivery.Delivery;
import dev.rollcall.core.delivery.DeliveryId;
import dev.rollcall.core.identity.AccountSid;
import java.sql.SQLException;
import java.util.List;

/** Deliveries as rows. */
final class DeliveryTable {
  static final Table<Delivery> TABLE =
      new Table<>(
          "delivery",
          Table.ID,
          List.of(
              Table.ID,
              "account_sid",
              "subject_sid",
              "sequence",
              "event",
              "target_url",
              "target_method",
              "body",
              "state",
              "attempts",
              "created_at",
              "updated_at",
              "next_attempt_at",
              "answer",
              "failure"),
          DeliveryTable::write,
          DeliveryTable::read);

  private DeliveryTable() {}

  private static void write(Delivery delivery, Parameters parameters) throws SQLException {
    parameters
        .id(delivery.id())
        .sid(delivery.account())
        .sid(delivery.subject().sid())
        .number(delivery.sequence())
        .text(delivery.event())
        .target(delivery.target())
        .text(delivery.body())
        .name(delivery.state())
        .number(delivery.attempts())
        .instant(delivery.created())
        .instant(delivery.updated())
        .instant(delivery.nextAttempt())
        .number(delivery.answer().map(Integer::longValue))
        .text(delivery.failure());
  }

  private static Delivery read(Row row) throws SQLException {
    return new Delivery(
        row.id(Table.ID, DeliveryId::parse),
        row.id("account_sid", AccountSid::parse),
        row.subject("subject_sid"),
        row.number("sequence"),
        row.text("event"),
        row.target("target"),
        row.text("body"),
        row.name("state", Delivery.State.class),
        row.integer("attempts"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("next_attempt_at"),
        row.optionalInteger("answer"),
        row.optionalText("failure"));
  }
}
