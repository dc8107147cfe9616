package dev.rollcall.store;

import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.ConferenceCallback;
import dev.rollcall.core.conference.ConferenceStatus;
import dev.rollcall.core.conference.EndReason;
import dev.rollcall.core.conference.Ending;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Conferences as rows. */
final class ConferenceTable {
  static final Table<Conference> TABLE =
      new Table<>(
          "conference",
          Table.SID,
          List.of(
              Table.SID,
              "account_sid",
              "friendly_name",
              "status",
              "created_at",
              "updated_at",
              "started_at",
              "end_reason",
              "end_call_sid",
              "callback_url",
              "callback_method",
              "callback_kinds"),
          ConferenceTable::write,
          ConferenceTable::read);

  private ConferenceTable() {}

  private static void write(Conference conference, Parameters parameters) throws SQLException {
    parameters
        .sid(conference.sid())
        .sid(conference.account())
        .text(conference.friendlyName())
        .name(conference.status())
        .instant(conference.created())
        .instant(conference.updated())
        .instant(conference.started())
        .name(conference.ending().map(Ending::reason))
        .sid(conference.ending().flatMap(Ending::call))
        .target(conference.callback().map(ConferenceCallback::target))
        .names(conference.callback().map(ConferenceCallback::kinds));
  }

  private static Conference read(Row row) throws SQLException {
    Optional<CallSid> endCall = row.optionalId("end_call_sid", CallSid::parse);
    return new Conference(
        row.id(Table.SID, ConferenceSid::parse),
        row.id("account_sid", AccountSid::parse),
        row.text("friendly_name"),
        row.name("status", ConferenceStatus.class),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("started_at"),
        row.optionalName("end_reason", EndReason.class).map(reason -> new Ending(reason, endCall)),
        callback(row));
  }

  private static Optional<ConferenceCallback> callback(Row row) throws SQLException {
    return row.optionalText("callback_url").isPresent()
        ? Optional.of(
            new ConferenceCallback(
                row.target("callback"), row.names("callback_kinds", ConferenceCallback.Kind.class)))
        : Optional.empty();
  }
}
