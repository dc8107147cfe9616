package dev.rollcall.core.conversation;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.user.Actor;
import java.time.Instant;
import java.util.Optional;

/** How conversations and memberships begin. */
final class Beginnings {
  private final ConversationPorts ports;
  private final ConversationWriter writer;

  Beginnings(ConversationPorts ports, ConversationWriter writer) {
    this.ports = ports;
    this.writer = writer;
  }

  /** A new conversation, still without anybody in it. */
  Draft draft(Principal caller, Optional<String> title, Optional<String> summary) {
    Instant now = writer.now();
    Draft draft =
        Draft.ofNew(
            new Conversation(
                ports.sids().id(ConversationId::new),
                caller.account(),
                title,
                summary,
                ConversationStatus.ACTIVE,
                caller.actor(),
                now,
                now,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                0,
                Optional.empty()),
            now);
    draft.happened(ConversationEvent.Kind.CREATED);
    return draft;
  }

  /**
   * Makes the caller the owner of its new conversation, of which it has read up to {@code read}.
   */
  void addOwner(Draft draft, Principal caller, Optional<ReadMarker> read) {
    draft.keep(
        membership(draft, MemberLookup.Newcomer.of(caller.user()), Role.OWNER, Optional.empty())
            .showing(read));
  }

  /** A membership that begins with the draft. */
  Membership membership(
      Draft draft, MemberLookup.Newcomer newcomer, Role role, Optional<Actor> addedBy) {
    NotificationPreference preference =
        switch (newcomer.actor().type()) {
          case USER -> NotificationPreference.ALL;
          case AGENT, BOT, PHONE, SYSTEM -> NotificationPreference.NONE;
        };
    return new Membership(
        ports.sids().id(MembershipId::new),
        draft.conversation().account(),
        draft.conversation().id(),
        newcomer.actor(),
        newcomer.displayName(),
        role,
        MembershipState.JOINED,
        Optional.empty(),
        false,
        preference,
        draft.now(),
        Optional.empty(),
        addedBy,
        draft.now());
  }
}
