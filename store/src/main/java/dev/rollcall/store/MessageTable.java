package dev.rollcall.store;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.MessageRole;
import dev.rollcall.core.identity.AccountSid;
import java.sql.SQLException;
import java.util.List;

/** Messages as rows. */
final class MessageTable {
  static final Table<Message> TABLE =
      new Table<>(
          "message",
          Table.ID,
          List.of(
              Table.ID,
              "account_sid",
              "conversation_id",
              "sequence",
              "parent_id",
              "role",
              "sender_type",
              "sender_reference",
              "sender_name",
              "parts",
              "idempotency_key",
              "created_at",
              "updated_at",
              "edited_at",
              "deleted_at"),
          MessageTable::write,
          MessageTable::read);

  private MessageTable() {}

  private static void write(Message message, Parameters parameters) throws SQLException {
    parameters
        .id(message.id())
        .sid(message.account())
        .id(message.conversation())
        .number(message.sequence())
        .id(message.parent())
        .name(message.role())
        .actor(message.sender())
        .text(message.senderName())
        .text(PartsJson.write(message.parts()))
        .text(message.idempotencyKey())
        .instant(message.created())
        .instant(message.updated())
        .instant(message.edited())
        .instant(message.deleted());
  }

  private static Message read(Row row) throws SQLException {
    return new Message(
        row.id(Table.ID, MessageId::parse),
        row.id("account_sid", AccountSid::parse),
        row.id("conversation_id", ConversationId::parse),
        row.number("sequence"),
        row.optionalId("parent_id", MessageId::parse),
        row.name("role", MessageRole.class),
        row.actor("sender"),
        row.text("sender_name"),
        row.parsed("parts", PartsJson::read),
        row.optionalText("idempotency_key"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("edited_at"),
        row.optionalInstant("deleted_at"));
  }
}
