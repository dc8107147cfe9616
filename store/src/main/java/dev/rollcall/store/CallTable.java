package dev.rollcall.store;

import dev.rollcall.core.call.Call;
import dev.rollcall.core.call.Call.Outgoing;
import dev.rollcall.core.call.CallCallback;
import dev.rollcall.core.call.CallDirection;
import dev.rollcall.core.call.CallProgress;
import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

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
              "ended_at",
              "queue_time",
              "told",
              "callback_url",
              "callback_method",
              "callback_steps",
              "sip_response"),
          CallTable::write,
          CallTable::read);

  private CallTable() {}

  private static void write(Call call, Parameters parameters) throws SQLException {
    Optional<Outgoing> outgoing = call.outgoing();
    Optional<CallCallback> callback = outgoing.flatMap(Outgoing::callback);
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
        .instant(call.ended())
        .duration(outgoing.map(Outgoing::queueTime))
        .number(outgoing.map(own -> (long) own.told()))
        .target(callback.map(CallCallback::target))
        .names(callback.map(CallCallback::steps))
        .number(outgoing.flatMap(Outgoing::sipResponse).map(Integer::longValue));
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
        row.optionalInstant("ended_at"),
        outgoing(row));
  }

  private static Optional<Outgoing> outgoing(Row row) throws SQLException {
    return row.optionalDuration("queue_time").isPresent()
        ? Optional.of(
            new Outgoing(
                row.duration("queue_time"),
                callback(row),
                row.integer("told"),
                row.optionalInteger("sip_response")))
        : Optional.empty();
  }

  private static Optional<CallCallback> callback(Row row) throws SQLException {
    return row.optionalText("callback_url").isPresent()
        ? Optional.of(
            new CallCallback(
                row.target("callback"), row.names("callback_steps", CallProgress.class)))
        : Optional.empty();
  }
}
