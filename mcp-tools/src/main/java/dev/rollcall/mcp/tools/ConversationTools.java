package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.ConversationUpdate;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The tools for conversations themselves and for what happened in them. */
final class ConversationTools {
  private static final int USUAL_LIMIT = 20;
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_SUMMARY = 5_000;
  private static final ConversationStatus[] STATUSES = {
    ConversationStatus.ACTIVE, ConversationStatus.ARCHIVED
  };

  private final Conversations conversations;
  private final Cursors cursors;

  ConversationTools(Conversations conversations, Cursors cursors) {
    this.conversations = conversations;
    this.cursors = cursors;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.LIST_CONVERSATIONS,
            "List conversations",
            "Your conversations, newest first: start here to find ids. page_info.next leads to"
                + " older ones (same status). Cut summaries are marked truncated.",
            Schemas.object()
                .optional("status", status().put("default", "active"))
                .paged(USUAL_LIMIT)
                .build(),
            this::list),
        OfferedTool.of(
            Operation.GET_CONVERSATION,
            "Get conversation",
            "One conversation: title, whole summary, status, message count, current branch.",
            Schemas.ofConversation().build(),
            this::get),
        OfferedTool.of(
            Operation.LIST_CONVERSATION_EVENTS,
            "List conversation events",
            "What happened besides messages, newest first: who was added, left, joined or left the"
                + " huddle. page_info.next leads to older ones.",
            Schemas.ofConversation().paged(USUAL_LIMIT).build(),
            this::events),
        OfferedTool.of(
            Operation.CREATE_CONVERSATION,
            "Create conversation",
            "A new conversation that you own. Add people with create_conversation_participant.",
            Schemas.object().optional("title", title()).optional("summary", summary()).build(),
            this::create),
        OfferedTool.of(
            Operation.UPDATE_CONVERSATION,
            "Update conversation",
            "Changes title or summary (\"\" removes it), or archives and reopens it, which needs an"
                + " owner. Nothing is posted while archived.",
            Schemas.ofConversation()
                .optional("title", title())
                .optional("summary", summary())
                .optional("status", status())
                .build(),
            this::update),
        OfferedTool.of(
            Operation.DELETE_CONVERSATION,
            "Delete conversation",
            "Deletes a conversation for everyone. Owners only. To keep it, archive it instead.",
            Schemas.ofConversation().confirmed().build(),
            this::delete));
  }

  private ToolOutcome list(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationStatus status =
        arguments.choice("status", STATUSES, Spelling::of).orElse(ConversationStatus.ACTIVE);
    ListCursors<UUID> list =
        ListCursors.of(
            cursors,
            KeyForm.ID,
            Operation.LIST_CONVERSATIONS.toolName(),
            caller,
            "list",
            List.of(Spelling.of(status)));
    Seek<UUID> seek = list.seek(arguments, USUAL_LIMIT);
    return ToolResult.of(
        PageJson.of(
            conversations.list(caller, status, seek),
            seek,
            list,
            each -> each.id().id(),
            ConversationJson::listed));
  }

  private ToolOutcome get(Arguments arguments, Invocation<Visitor> invocation) {
    Conversation conversation =
        conversations.get(invocation.caller().principal(), arguments.conversation());
    return answer(json -> ConversationJson.whole(json, conversation));
  }

  private ToolOutcome events(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId conversation = arguments.conversation();
    ListCursors<Long> list =
        ListCursors.of(
            cursors,
            KeyForm.SEQUENCE,
            Operation.LIST_CONVERSATION_EVENTS.toolName(),
            caller,
            "conversation",
            List.of(conversation.text()));
    Seek<Long> seek = list.seek(arguments, USUAL_LIMIT);
    return ToolResult.of(
        PageJson.of(
            conversations.events(caller, conversation, seek),
            seek,
            list,
            ConversationEvent::sequence,
            EventJson::write));
  }

  private ToolOutcome create(Arguments arguments, Invocation<Visitor> invocation) {
    Conversation made =
        conversations.create(
            invocation.caller().principal(), arguments.text("title"), arguments.text("summary"));
    return answer(json -> ConversationJson.whole(json, made));
  }

  private ToolOutcome update(Arguments arguments, Invocation<Visitor> invocation) {
    ConversationUpdate update =
        new ConversationUpdate(
            arguments.text("title"),
            arguments.text("summary"),
            arguments.choice("status", STATUSES, Spelling::of));
    if (update.equals(
        new ConversationUpdate(Optional.empty(), Optional.empty(), Optional.empty()))) {
      throw new ToolError("Nothing to change: give title, summary or status.");
    }
    Conversation changed =
        conversations.update(invocation.caller().principal(), arguments.conversation(), update);
    return answer(json -> ConversationJson.whole(json, changed));
  }

  private ToolOutcome delete(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId id = arguments.conversation();
    Optional<ToolOutcome> question =
        Confirmation.first(
            Operation.DELETE_CONVERSATION,
            arguments,
            invocation,
            () -> {
              Conversation conversation = conversations.get(caller, id);
              return "Delete the conversation %s with its %d messages for everyone?"
                  .formatted(
                      conversation
                          .title()
                          .map(title -> "\"" + Sanitized.line(title) + "\"")
                          .orElse(id.text()),
                      conversation.messageCount());
            });
    if (question.isPresent()) {
      return question.get();
    }
    Conversation deleted = conversations.delete(caller, id);
    return answer(json -> ConversationJson.whole(json, deleted));
  }

  private static ObjectNode title() {
    return Schemas.text(LONGEST_TITLE);
  }

  private static ObjectNode summary() {
    return Schemas.text(LONGEST_SUMMARY);
  }

  private static ObjectNode status() {
    return Schemas.choice(Spelling::of, STATUSES);
  }
}
