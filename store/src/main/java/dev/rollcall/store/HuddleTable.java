package dev.rollcall.store;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.HuddleId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.sql.SQLException;
import java.util.List;

/** Huddles as rows. */
final class HuddleTable {
  static final Table<Huddle> TABLE =
      new Table<>(
          "huddle",
          Table.ID,
          List.of(
              Table.ID,
              "account_sid",
              "conversation_id",
              "room",
              "conference_sid",
              "started_by_type",
              "started_by_reference",
              "started_at",
              "ended_at"),
          HuddleTable::write,
          HuddleTable::read);

  private HuddleTable() {}

  private static void write(Huddle huddle, Parameters parameters) throws SQLException {
    parameters
        .id(huddle.id())
        .sid(huddle.account())
        .id(huddle.conversation())
        .text(huddle.room())
        .sid(huddle.conference())
        .actor(huddle.startedBy())
        .instant(huddle.started())
        .instant(huddle.ended());
  }

  private static Huddle read(Row row) throws SQLException {
    return new Huddle(
        row.id(Table.ID, HuddleId::parse),
        row.id("account_sid", AccountSid::parse),
        row.id("conversation_id", ConversationId::parse),
        row.text("room"),
        row.optionalId("conference_sid", ConferenceSid::parse),
        row.actor("started_by"),
        row.instant("started_at"),
        row.optionalInstant("ended_at"));
  }
}
