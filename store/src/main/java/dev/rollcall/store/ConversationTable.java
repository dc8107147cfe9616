package dev.rollcall.store;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.identity.AccountSid;
import java.sql.SQLException;
import java.util.List;

/** Conversations as rows. */
final class ConversationTable {
  static final Table<Conversation> TABLE =
      new Table<>(
          "conversation",
          Table.ID,
          List.of(
              Table.ID,
              "account_sid",
              "title",
              "summary",
              "status",
              "created_by_type",
              "created_by_reference",
              "created_at",
              "updated_at",
              "archived_at",
              "message_count",
              "last_sequence",
              "last_message_at",
              "last_event",
              "current_node"),
          ConversationTable::write,
          ConversationTable::read);

  private ConversationTable() {}

  private static void write(Conversation conversation, Parameters parameters) throws SQLException {
    parameters
        .id(conversation.id())
        .sid(conversation.account())
        .text(conversation.title())
        .text(conversation.summary())
        .name(conversation.status())
        .actor(conversation.createdBy())
        .instant(conversation.created())
        .instant(conversation.updated())
        .instant(conversation.archived())
        .number(conversation.messageCount())
        .number(conversation.lastSequence())
        .instant(conversation.lastMessageAt())
        .number(conversation.lastEvent())
        .id(conversation.currentNode());
  }

  private static Conversation read(Row row) throws SQLException {
    return new Conversation(
        row.id(Table.ID, ConversationId::parse),
        row.id("account_sid", AccountSid::parse),
        row.optionalText("title"),
        row.optionalText("summary"),
        row.name("status", ConversationStatus.class),
        row.actor("created_by"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("archived_at"),
        row.number("message_count"),
        row.number("last_sequence"),
        row.optionalInstant("last_message_at"),
        row.number("last_event"),
        row.optionalId("current_node", MessageId::parse));
  }
}
