package dev.rollcall.store;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import java.sql.SQLException;
import java.util.List;

/** Calls as rows. */
final class CallTable {
  static final Table<Call> TABLE =
      new Table<>(
          "call",
          Table.SID,
          List.of(
              Table.SID,
              "account_sid",
              "from_address",
              "to_address",
              "caller_name",
              "direction",
              "status",
              "created_at",
              "updated_at",
              "answered_at",
              "ended_at"),
          CallTable::write,
          CallTable::read);

  private CallTable() {}

  private static void write(Call call, Parameters parameters) throws SQLException {
    parameters
        .sid(call.sid())
        .sid(call.account())
        .text(call.parties().from())
        .text(call.parties().to())
        .text(call.parties().name())
        .name(call.direction())
        .name(call.status())
        .instant(call.created())
        .instant(call.updated())
        .instant(call.answered())
        .instant(call.ended());
  }

  private static Call read(Row row) throws SQLException {
    return new Call(
        row.id(Table.SID, CallSid::parse),
        row.id("account_sid", AccountSid::parse),
        new Parties(
            row.text("from_address"), row.text("to_address"), row.optionalText("caller_name")),
        row.name("direction", CallDirection.class),
        row.name("status", CallStatus.class),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("answered_at"),
        row.optionalInstant("ended_at"));
  }
}
