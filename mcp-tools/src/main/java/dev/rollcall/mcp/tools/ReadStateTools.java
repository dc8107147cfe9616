package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.MarkedRead;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.ReadState;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import java.util.List;

/** The tools for how far the caller has read. */
final class ReadStateTools {
  private final Conversations conversations;

  ReadStateTools(Conversations conversations) {
    this.conversations = conversations;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.GET_CONVERSATION_READ_STATE,
            "Get conversation read state",
            "How far you have read, and how many messages of others are unread.",
            Schemas.ofConversation().build(),
            this::get),
        OfferedTool.of(
            Operation.UPDATE_CONVERSATION_READ_STATE,
            "Update conversation read state",
            "Marks everything up to and including a message as read by you. Never moves back;"
                + " updated says whether it moved.",
            Schemas.ofConversation().required("message_id", Schemas.uuid()).build(),
            this::update));
  }

  private ToolOutcome get(Arguments arguments, Invocation<Visitor> invocation) {
    ReadState state =
        conversations.readState(invocation.caller().principal(), arguments.conversation());
    return answer(
        json -> {
          json.begin();
          fields(json, state);
          json.end();
        });
  }

  private ToolOutcome update(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId conversation = arguments.conversation();
    MarkedRead marked = conversations.markRead(caller, conversation, arguments.message());
    return answer(
        json -> {
          json.begin();
          fields(json, marked.state());
          json.flag("updated", marked.moved());
          json.end();
        });
  }

  private static void fields(Fields json, ReadState state) {
    json.plain("conversation_id", state.conversation().text());
    json.plain("last_read_message_id", state.lastRead().map(MessageId::text));
    json.number("unread_count", state.unread());
  }
}
