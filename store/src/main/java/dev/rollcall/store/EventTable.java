package dev.rollcall.store;

import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.identity.AccountSid;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Events of conferences and calls as rows. A position is the database's to give: whatever stands in
 * a record that is written, the row gets the next one.
 */
final class EventTable {
  static final Table<LoggedEvent.Positioned> TABLE =
      new Table<>(
          "event",
          List.of("subject_sid", "sequence"),
          List.of(
              "subject_sid",
              "sequence",
              "position",
              "account_sid",
              "happened_at",
              "name",
              "parameters",
              "instigator"),
          Map.of("position", "(select coalesce(max(position), 0) + 1 from event)"),
          true,
          EventTable::write,
          EventTable::read);

  private EventTable() {}

  /** The record to write for {@code event}. */
  static LoggedEvent.Positioned next(LoggedEvent event) {
    return new LoggedEvent.Positioned(0, event);
  }

  private static void write(LoggedEvent.Positioned positioned, Parameters parameters)
      throws SQLException {
    LoggedEvent event = positioned.event();
    parameters
        .sid(event.subject().sid())
        .number(event.sequence())
        .sid(event.account())
        .instant(event.at())
        .text(event.name())
        .text(EventParametersJson.write(event.parameters()))
        .text(event.instigator().map(InstigatorJson::write));
  }

  private static LoggedEvent.Positioned read(Row row) throws SQLException {
    return new LoggedEvent.Positioned(
        row.number("position"),
        new LoggedEvent(
            row.id("account_sid", AccountSid::parse),
            row.subject("subject_sid"),
            row.number("sequence"),
            row.instant("happened_at"),
            row.text("name"),
            row.parsed("parameters", EventParametersJson::read),
            row.optionalParsed("instigator", InstigatorJson::read)));
  }
}
