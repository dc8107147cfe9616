package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.Part;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes messages. What does not fit is cut, and the message then has {@code "truncated": true} and
 * {@code next_offset}, from where {@code get_conversation_message} goes on.
 */
final class MessageJson {
  /** What lists show of one message's parts, in bytes of JSON. */
  static final int LIST_BYTES = 2_000;

  /** What is shown of the parts of a message that was asked for alone, in bytes of JSON. */
  static final int WHOLE_BYTES = 80_000;

  private static final int PREVIEW_BYTES = 80;

  private MessageJson() {}

  static void whole(Fields json, Message message) {
    write(json, message, 0, WHOLE_BYTES);
  }

  /** The message from {@code offset} of its parts on, as {@link PartsJson} counts. */
  static void from(Fields json, Message message, long offset) {
    write(json, message, offset, WHOLE_BYTES);
  }

  static void listed(Fields json, Message message) {
    write(json, message, 0, LIST_BYTES);
  }

  /** A message as a tree shows it: where it stands and how it begins. */
  static void node(Fields json, Message message) {
    json.begin();
    json.plain("id", message.id().text());
    json.plain("parent_id", message.parent().map(MessageId::text));
    json.number("seq", message.sequence());
    json.plain("role", Spelling.of(message.role()));
    json.shown("sender_display_name", message.senderName());
    if (message.deleted().isPresent()) {
      json.flag("deleted", true);
    } else {
      json.data("preview", preview(message));
    }
    json.end();
  }

  private static Optional<String> preview(Message message) {
    return message.parts().stream()
        .filter(Part.Text.class::isInstance)
        .map(Part.Text.class::cast)
        .findFirst()
        .map(text -> new Allowance(PREVIEW_BYTES).take(text.text()));
  }

  private static void write(Fields json, Message message, long offset, int bytes) {
    json.begin();
    json.plain("id", message.id().text());
    json.plain("conversation_id", message.conversation().text());
    json.plain("parent_id", message.parent().map(MessageId::text));
    json.number("seq", message.sequence());
    json.plain("role", Spelling.of(message.role()));
    json.plain("sender_type", Spelling.of(message.sender().type()));
    json.shown("sender_id", message.sender().reference());
    json.shown("sender_display_name", message.senderName());
    json.beginArray("parts");
    OptionalLong next = PartsJson.write(json, message.parts(), offset, new Allowance(bytes));
    json.endArray();
    if (next.isPresent()) {
      json.flag("truncated", true);
      json.number("next_offset", next.getAsLong());
    }
    json.time("created_at", message.created());
    json.time("edited_at", message.edited());
    message.deleted().ifPresent(deleted -> json.time("deleted_at", deleted));
    json.end();
  }
}
