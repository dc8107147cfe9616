package dev.rollcall.store;

import dev.rollcall.core.call.CallStatus;
import dev.rollcall.core.call.Parties;
import dev.rollcall.core.conference.Controls;
import dev.rollcall.core.conference.Departure;
import dev.rollcall.core.conference.LeaveReason;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conference.ParticipantStatus;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.identity.ParticipantSid;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Participants as rows. */
final class ParticipantTable {
  static final Table<Participant> TABLE =
      new Table<>(
          "participant",
          Table.SID,
          List.of(
              Table.SID,
              "account_sid",
              "conference_sid",
              "call_sid",
              "from_address",
              "to_address",
              "caller_name",
              "label",
              "muted",
              "hold",
              "coached_call_sid",
              "start_conference_on_enter",
              "end_conference_on_exit",
              "beep_on_enter",
              "beep_on_exit",
              "status",
              "created_at",
              "updated_at",
              "joined_at",
              "left_at",
              "leave_reason",
              "leave_call_status",
              "quality"),
          ParticipantTable::write,
          ParticipantTable::read);

  private ParticipantTable() {}

  private static void write(Participant participant, Parameters parameters) throws SQLException {
    Controls controls = participant.controls();
    parameters
        .sid(participant.sid())
        .sid(participant.account())
        .sid(participant.conference())
        .sid(participant.call())
        .text(participant.parties().from())
        .text(participant.parties().to())
        .text(participant.parties().name())
        .text(participant.label())
        .flag(controls.muted())
        .flag(controls.hold())
        .sid(controls.coached())
        .flag(controls.startConferenceOnEnter())
        .flag(controls.endConferenceOnExit())
        .flag(controls.beepOnEnter())
        .flag(controls.beepOnExit())
        .name(participant.status())
        .instant(participant.created())
        .instant(participant.updated())
        .instant(participant.joined())
        .instant(participant.departure().map(Departure::at))
        .name(participant.departure().map(Departure::reason))
        .name(participant.departure().map(Departure::call))
        .text(participant.departure().flatMap(Departure::quality).map(QualityJson::write));
  }

  private static Participant read(Row row) throws SQLException {
    return new Participant(
        row.id(Table.SID, ParticipantSid::parse),
        row.id("account_sid", AccountSid::parse),
        row.id("conference_sid", ConferenceSid::parse),
        row.id("call_sid", CallSid::parse),
        new Parties(
            row.text("from_address"), row.text("to_address"), row.optionalText("caller_name")),
        row.optionalText("label"),
        new Controls(
            row.flag("muted"),
            row.flag("hold"),
            row.optionalId("coached_call_sid", CallSid::parse),
            row.flag("start_conference_on_enter"),
            row.flag("end_conference_on_exit"),
            row.flag("beep_on_enter"),
            row.flag("beep_on_exit")),
        row.name("status", ParticipantStatus.class),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("joined_at"),
        departure(row));
  }

  private static Optional<Departure> departure(Row row) throws SQLException {
    return row.optionalInstant("left_at").isPresent()
        ? Optional.of(
            new Departure(
                row.instant("left_at"),
                row.name("leave_reason", LeaveReason.class),
                row.name("leave_call_status", CallStatus.class),
                row.optionalParsed("quality", QualityJson::read)))
        : Optional.empty();
  }
}
