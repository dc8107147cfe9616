package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.MessageTree;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.List;

/** The tools for the branches that a conversation's messages form. */
final class BranchTools {
  private static final int USUAL_NODES = 30;
  private static final int MOST_NODES = 200;
  private static final int LONGEST_TITLE = 500;

  private final Conversations conversations;
  private final Cursors cursors;

  BranchTools(Conversations conversations, Cursors cursors) {
    this.conversations = conversations;
    this.cursors = cursors;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.GET_CONVERSATION_TREE,
            "Get conversation tree",
            "How the oldest messages answer each other, with their beginnings; truncated says"
                + " whether there are more.",
            Schemas.ofConversation()
                .optional("limit", Schemas.limit(MOST_NODES, USUAL_NODES))
                .build(),
            this::tree),
        OfferedTool.of(
            Operation.LIST_CONVERSATION_MESSAGE_BRANCHES,
            "List message branches",
            "The messages that answer the same message as this one, itself among them, oldest"
                + " first.",
            Schemas.ofConversation()
                .required("message_id", Schemas.uuid())
                .paged(MessageTools.USUAL_LIMIT)
                .build(),
            this::branches),
        OfferedTool.of(
            Operation.GET_CONVERSATION_BRANCH_SELECTION,
            "Get branch selection",
            "The message at the tip of the shown branch: the next one answers it.",
            Schemas.ofConversation().build(),
            this::selection),
        OfferedTool.of(
            Operation.UPDATE_CONVERSATION_BRANCH_SELECTION,
            "Select branch",
            "Makes a message the one that the next message answers, for everyone.",
            Schemas.ofConversation().required("message_id", Schemas.uuid()).build(),
            this::select),
        OfferedTool.of(
            Operation.FORK_CONVERSATION,
            "Fork conversation",
            "A new conversation of your own with copies of the messages from the first to this"
                + " one. Nobody else is in it.",
            Schemas.ofConversation()
                .required("message_id", Schemas.uuid())
                .optional("title", Schemas.text(LONGEST_TITLE))
                .build(),
            this::fork));
  }

  private ToolOutcome tree(Arguments arguments, Invocation<Visitor> invocation) {
    MessageTree tree =
        conversations.tree(
            invocation.caller().principal(),
            arguments.conversation(),
            Math.min(arguments.integer("limit").orElse(USUAL_NODES), MOST_NODES));
    List<byte[]> nodes = PageJson.fitting(tree.messages(), false, MessageJson::node);
    boolean truncated = tree.truncated() || nodes.size() < tree.messages().size();
    return ToolResult.of(
        PageJson.object("items", nodes, "truncated", PageJson.ascii(Boolean.toString(truncated))));
  }

  private ToolOutcome branches(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId conversation = arguments.conversation();
    MessageId message = arguments.message();
    ListCursors<Long> list =
        ListCursors.of(
            cursors,
            KeyForm.SEQUENCE,
            Operation.LIST_CONVERSATION_MESSAGE_BRANCHES.toolName(),
            caller,
            "message",
            List.of(conversation.text(), message.text()));
    Seek<Long> seek = list.seek(arguments, MessageTools.USUAL_LIMIT);
    return ToolResult.of(
        PageJson.of(
            conversations.branches(caller, conversation, message, seek),
            seek,
            list,
            Message::sequence,
            MessageJson::listed));
  }

  private ToolOutcome selection(Arguments arguments, Invocation<Visitor> invocation) {
    return selected(conversations.get(invocation.caller().principal(), arguments.conversation()));
  }

  private ToolOutcome select(Arguments arguments, Invocation<Visitor> invocation) {
    return selected(
        conversations.select(
            invocation.caller().principal(), arguments.conversation(), arguments.message()));
  }

  private ToolOutcome fork(Arguments arguments, Invocation<Visitor> invocation) {
    Conversation made =
        conversations.fork(
            invocation.caller().principal(),
            arguments.conversation(),
            arguments.message(),
            arguments.text("title"));
    return answer(json -> ConversationJson.whole(json, made));
  }

  private static ToolResult selected(Conversation conversation) {
    return answer(
        json -> {
          json.begin();
          json.plain("conversation_id", conversation.id().text());
          json.plain("current_node", conversation.currentNode().map(MessageId::text));
          json.end();
        });
  }
}
