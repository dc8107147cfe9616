package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.MessageId;
import java.util.Optional;

/** Writes conversations. */
final class ConversationJson {
  /** What of a summary lists show, in bytes of JSON. */
  private static final int LIST_BYTES = 400;

  private ConversationJson() {}

  /** A conversation with all of its summary. */
  static void whole(Fields json, Conversation conversation) {
    json.begin();
    fields(json, conversation, Integer.MAX_VALUE);
    json.end();
  }

  /** A conversation as lists show it: a long summary is cut and marked. */
  static void listed(Fields json, Conversation conversation) {
    json.begin();
    fields(json, conversation, LIST_BYTES);
    json.end();
  }

  /** The fields of {@link #whole} without braces. */
  static void fields(Fields json, Conversation conversation) {
    fields(json, conversation, Integer.MAX_VALUE);
  }

  private static void fields(Fields json, Conversation conversation, int bytes) {
    Allowance allowance = new Allowance(bytes);
    json.plain("id", conversation.id().text());
    json.shown("title", conversation.title());
    json.data("summary", conversation.summary().map(Sanitized::lines).map(allowance::take));
    if (allowance.hasCut()) {
      json.flag("truncated", true);
    }
    json.plain("status", Spelling.of(conversation.status()));
    json.number("message_count", conversation.messageCount());
    json.time("last_message_at", conversation.lastMessageAt());
    json.plain("current_node", conversation.currentNode().map(MessageId::text));
    json.data("created_by", Optional.of(conversation.createdBy().reference()));
    json.time("created_at", conversation.created());
    json.time("updated_at", conversation.updated());
    json.time("archived_at", conversation.archived());
  }
}
