package dev.rollcall.mcp.tools;

import static dev.rollcall.mcp.tools.OfferedTool.answer;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.MemberReference;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipUpdate;
import dev.rollcall.core.conversation.NotificationPreference;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.mcp.Invocation;
import dev.rollcall.mcp.ToolOutcome;
import dev.rollcall.mcp.ToolResult;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The tools for who is in a conversation. */
final class ParticipantTools {
  static final int USUAL_LIMIT = 50;

  private static final long RENDERED_BYTES = 64L << 20;
  private static final int LONGEST_REFERENCE = 256;
  private static final Role[] GIVEN_ROLES = {Role.MEMBER, Role.VIEWER};

  private final Conversations conversations;
  private final Cursors cursors;
  private final RenderedPages pages = new RenderedPages(RENDERED_BYTES);

  ParticipantTools(Conversations conversations, Cursors cursors) {
    this.conversations = conversations;
    this.cursors = cursors;
  }

  List<OfferedTool> tools() {
    return List.of(
        OfferedTool.of(
            Operation.LIST_CONVERSATION_PARTICIPANTS,
            "List conversation participants",
            "Who is in a conversation now, in the order of joining. page_info.next leads to the"
                + " rest and is null at the end. get_conversation_participant tells the name behind"
                + " an id.",
            ParticipantSchemas.input(USUAL_LIMIT),
            Optional.of(ParticipantSchemas.output()),
            this::list),
        OfferedTool.of(
            Operation.GET_CONVERSATION_PARTICIPANT,
            "Get conversation participant",
            "One participant with name, actor type and state, also of phones and agents.",
            Schemas.ofConversation().required("participant", participant()).build(),
            this::get),
        OfferedTool.of(
            Operation.CREATE_CONVERSATION_PARTICIPANT,
            "Add conversation participant",
            "Adds a user, an agent or a phone; needs the role member. Who is in it in that role"
                + " already stays.",
            Schemas.ofConversation()
                .required(
                    "participant",
                    Schemas.described(
                        Schemas.text(LONGEST_REFERENCE), "User name, user id, or phone address"))
                .optional(
                    "role",
                    Schemas.choice(Spelling::of, GIVEN_ROLES)
                        .put("default", Spelling.of(Role.MEMBER)))
                .build(),
            this::create),
        OfferedTool.of(
            Operation.UPDATE_CONVERSATION_PARTICIPANT,
            "Update conversation participant",
            "Changes a role (owners only), or your own notifications and read marker privacy.",
            Schemas.ofConversation()
                .required("participant", participant())
                .optional("role", Schemas.choice(Spelling::of, Role.values()))
                .optional(
                    "notification_preference",
                    Schemas.choice(Spelling::of, NotificationPreference.values()))
                .optional(
                    "read_marker_private",
                    Schemas.described(Schemas.flag(), "Hides how far you have read"))
                .build(),
            this::update),
        OfferedTool.of(
            Operation.DELETE_CONVERSATION_PARTICIPANT,
            "Remove conversation participant",
            "Removes someone (owners only), or leaves with participant \"me\". Access ends at"
                + " once; the last owner stays.",
            Schemas.ofConversation().required("participant", participant()).confirmed().build(),
            this::delete));
  }

  /** The cursors of one conversation's participants: resources hand them out too. */
  static ListCursors<Membership.Place> participants(
      Cursors cursors, Principal caller, ConversationId conversation) {
    return ListCursors.of(
        cursors,
        KeyForm.PLACE,
        Operation.LIST_CONVERSATION_PARTICIPANTS.toolName(),
        caller,
        "conversation",
        List.of(conversation.text()));
  }

  private ToolOutcome list(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId conversation = arguments.conversation();
    ListCursors<Membership.Place> list = participants(cursors, caller, conversation);
    Seek<Membership.Place> seek = list.seek(arguments, USUAL_LIMIT);
    Slice<Membership> slice = conversations.members(caller, conversation, seek);
    return pages.get(
        slice,
        seek,
        () -> PageJson.of(slice, seek, list, Membership::place, MembershipJson::listed));
  }

  private ToolOutcome get(Arguments arguments, Invocation<Visitor> invocation) {
    return whole(
        conversations.member(
            invocation.caller().principal(), arguments.conversation(), arguments.member()));
  }

  private ToolOutcome create(Arguments arguments, Invocation<Visitor> invocation) {
    return whole(
        conversations.addMember(
            invocation.caller().principal(),
            arguments.conversation(),
            arguments.member(),
            arguments.choice("role", GIVEN_ROLES, Spelling::of).orElse(Role.MEMBER)));
  }

  private ToolOutcome update(Arguments arguments, Invocation<Visitor> invocation) {
    MembershipUpdate update =
        new MembershipUpdate(
            arguments.choice("role", Role.values(), Spelling::of),
            arguments.choice(
                "notification_preference", NotificationPreference.values(), Spelling::of),
            arguments.flag("read_marker_private"));
    if (update.equals(new MembershipUpdate(Optional.empty(), Optional.empty(), Optional.empty()))) {
      throw new ToolError(
          "Nothing to change: give role, notification_preference or read_marker_private.");
    }
    return whole(
        conversations.updateMember(
            invocation.caller().principal(), arguments.conversation(), arguments.member(), update));
  }

  private ToolOutcome delete(Arguments arguments, Invocation<Visitor> invocation) {
    Principal caller = invocation.caller().principal();
    ConversationId conversation = arguments.conversation();
    MemberReference member = arguments.member();
    Optional<ToolOutcome> question =
        Confirmation.first(
            Operation.DELETE_CONVERSATION_PARTICIPANT,
            arguments,
            invocation,
            () -> {
              Membership membership = conversations.member(caller, conversation, member);
              return membership.actor().equals(caller.actor())
                  ? "Leave the conversation? You lose access at once."
                  : "Remove %s from the conversation? Access ends at once."
                      .formatted(Sanitized.line(membership.displayName()));
            });
    if (question.isPresent()) {
      return question.get();
    }
    return whole(conversations.removeMember(caller, conversation, member));
  }

  private static ToolResult whole(Membership membership) {
    return answer(json -> MembershipJson.whole(json, membership));
  }

  private static ObjectNode participant() {
    return Schemas.described(
        Schemas.text(LONGEST_REFERENCE), "Participant id, user name or id, phone address, or me");
  }
}
