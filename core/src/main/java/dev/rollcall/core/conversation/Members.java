package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conversation.Access.Standing;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The rules about who is in a conversation and in which role. */
final class Members {
  /** First pages of at most this many rows are kept in memory. */
  private static final int KEPT_PAGE_LIMIT = 200;

  private final ConversationPorts ports;
  private final HotConversations hot;
  private final Access access;
  private final ConversationWriter writer;
  private final ReadMarkers markers;
  private final Beginnings beginnings;
  private final MemberLookup lookup;

  Members(
      ConversationPorts ports,
      HotConversations hot,
      Access access,
      ConversationWriter writer,
      ReadMarkers markers,
      Beginnings beginnings) {
    this.ports = ports;
    this.hot = hot;
    this.access = access;
    this.writer = writer;
    this.markers = markers;
    this.beginnings = beginnings;
    lookup = new MemberLookup(ports);
  }

  Slice<Membership> list(Principal caller, ConversationId id, Seek<Membership.Place> seek) {
    Standing standing = access.enter(caller, Scope.CONVERSATIONS_READ, id);
    if (seek.from().isPresent() || seek.limit() > KEPT_PAGE_LIMIT) {
      return read(caller, id, seek);
    }
    Optional<Actor> seer =
        standing.membership().filter(Membership::markerPrivate).map(Membership::actor);
    return hot.page(
        id, new HotConversations.PageKey(seek.limit(), seer), () -> read(caller, id, seek));
  }

  /** Asks for the conversation anew, since it has to be no older than the page's generation. */
  private Slice<Membership> read(Principal caller, ConversationId id, Seek<Membership.Place> seek) {
    Slice<Membership> stored = Slice.read(seek, more -> ports.records().memberships(id, more));
    Conversation conversation = access.again(caller, id).conversation();
    return stored.with(markers.shown(conversation, stored.items(), caller.actor()));
  }

  Membership get(Principal caller, ConversationId id, MemberReference reference) {
    Standing standing = access.enter(caller, Scope.CONVERSATIONS_READ, id);
    return markers.shown(
        standing.conversation(), lookup.member(caller, id, reference), caller.actor());
  }

  Membership add(Principal caller, ConversationId id, MemberReference reference, Role role) {
    Access.requireScope(caller, Scope.PARTICIPANTS_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.PARTICIPANTS_WRITE, id);
          standing.require(Role.MEMBER);
          standing.requireActive();
          if (role == Role.OWNER) {
            throw Texts.refusal(
                "A participant is added as member or viewer; an owner can make it an owner"
                    + " afterwards by changing its role.");
          }
          MemberLookup.Newcomer newcomer = lookup.newcomer(caller, reference);
          Optional<Membership> there = ports.records().membership(id, newcomer.actor());
          if (there.isPresent()) {
            return markers.shown(
                standing.conversation(), sameRole(there.get(), role), caller.actor());
          }
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Membership added =
              beginnings.membership(draft, newcomer, role, Optional.of(caller.actor()));
          draft.keep(added);
          draft.happened(ConversationEvent.Kind.PARTICIPANT_ADDED, added);
          writer.commit(draft);
          return added;
        });
  }

  private static Membership sameRole(Membership there, Role role) {
    if (there.role() != role) {
      throw new RefusedException(
          Problem.ALREADY_A_MEMBER,
          "Is in the conversation already, as "
              + there.role().name().toLowerCase(Locale.ROOT)
              + "; an owner can change the role by updating the participant.");
    }
    return there;
  }

  Membership update(
      Principal caller, ConversationId id, MemberReference reference, MembershipUpdate update) {
    boolean ofRole = update.role().isPresent();
    requireScope(caller, ofRole);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.CONVERSATIONS_READ, id);
          Membership before = lookup.member(caller, id, reference);
          if (ofRole) {
            standing.require(Role.OWNER);
          }
          boolean ofSettings =
              update.notificationPreference().isPresent() || update.markerPrivate().isPresent();
          if (ofSettings && !before.actor().equals(caller.actor())) {
            throw new RefusedException(
                Problem.NOT_YOURS,
                "Only the participant itself sets its notification preference and whether its read"
                    + " marker is private.");
          }
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Membership after = withRole(before, update.role().orElse(before.role()), draft);
          after = withSettings(after, update, draft.now());
          if (!after.equals(before)) {
            draft.keep(after);
            if (after.role() != before.role()) {
              draft.happened(ConversationEvent.Kind.ROLE_CHANGED, after);
            }
            writer.commit(draft);
          }
          return markers.shown(standing.conversation(), after, caller.actor());
        });
  }

  private Membership withRole(Membership before, Role role, Draft draft) {
    if (role == before.role()) {
      return before;
    }
    if (before.role() == Role.OWNER) {
      requireAnotherOwner(before.conversation());
    }
    if (role == Role.OWNER && before.actor().type() == ActorType.PHONE) {
      throw Texts.refusal("A phone cannot be an owner: only users, agents and bots can.");
    }
    return before.with(role, draft.now());
  }

  private static Membership withSettings(Membership before, MembershipUpdate update, Instant now) {
    NotificationPreference preference =
        update.notificationPreference().orElse(before.notificationPreference());
    boolean markerPrivate = update.markerPrivate().orElse(before.markerPrivate());
    return preference == before.notificationPreference() && markerPrivate == before.markerPrivate()
        ? before
        : before.with(preference, markerPrivate, now);
  }

  Membership remove(Principal caller, ConversationId id, MemberReference reference) {
    requireScope(caller, false);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.CONVERSATIONS_READ, id);
          Membership before = lookup.member(caller, id, reference);
          boolean leaves = before.actor().equals(caller.actor());
          if (!leaves) {
            Access.requireScope(caller, Scope.PARTICIPANTS_WRITE);
            standing.require(Role.OWNER);
          }
          if (before.role() == Role.OWNER) {
            requireAnotherOwner(id);
          }
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Membership ended =
              before.ended(leaves ? MembershipState.LEFT : MembershipState.REMOVED, draft.now());
          draft.keep(ended);
          draft.happened(
              leaves
                  ? ConversationEvent.Kind.PARTICIPANT_LEFT
                  : ConversationEvent.Kind.PARTICIPANT_REMOVED,
              ended);
          writer.commit(draft);
          return markers.shown(standing.conversation(), ended, caller.actor());
        });
  }

  /** What is one's own needs only leave to mark what one has read. */
  private static void requireScope(Principal caller, boolean ofOthers) {
    if (ofOthers || !caller.may(Scope.READ_STATE_WRITE)) {
      Access.requireScope(caller, Scope.PARTICIPANTS_WRITE);
    }
  }

  private void requireAnotherOwner(ConversationId id) {
    if (ports.records().owners(id, 2).size() < 2) {
      throw new RefusedException(
          Problem.LAST_OWNER,
          "This is the last owner of the conversation. Make another participant an owner first, or"
              + " delete the conversation.");
    }
  }
}
