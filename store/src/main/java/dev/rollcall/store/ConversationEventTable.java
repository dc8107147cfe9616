package dev.rollcall.store;

import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Events of conversations as rows. */
final class ConversationEventTable {
  static final Table<ConversationEvent> TABLE =
      new Table<>(
          "conversation_event",
          List.of("conversation_id", "sequence"),
          List.of(
              "conversation_id",
              "sequence",
              "account_sid",
              "kind",
              "happened_at",
              "by_type",
              "by_reference",
              "subject_type",
              "subject_reference",
              "subject_name",
              "conference_sid",
              "call_sid"),
          Map.of(),
          true,
          ConversationEventTable::write,
          ConversationEventTable::read);

  private ConversationEventTable() {}

  private static void write(ConversationEvent event, Parameters parameters) throws SQLException {
    parameters
        .id(event.conversation())
        .number(event.sequence())
        .sid(event.account())
        .name(event.kind())
        .instant(event.at())
        .actor(event.by())
        .actor(event.subject())
        .text(event.subjectName())
        .sid(event.conference())
        .sid(event.call());
  }

  private static ConversationEvent read(Row row) throws SQLException {
    return new ConversationEvent(
        row.id("conversation_id", ConversationId::parse),
        row.id("account_sid", AccountSid::parse),
        row.number("sequence"),
        row.name("kind", ConversationEvent.Kind.class),
        row.instant("happened_at"),
        row.actor("by"),
        row.optionalActor("subject"),
        row.optionalText("subject_name"),
        row.optionalId("conference_sid", ConferenceSid::parse),
        row.optionalId("call_sid", CallSid::parse));
  }
}
