package dev.rollcall.core.conversation;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conversation.Access.Standing;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The conversations, and every rule about them: the one place that every door asks.
 *
 * <p>Whoever is not a member (and has no {@code CONVERSATIONS_ADMIN}) is refused exactly as if the
 * conversation did not exist. A change has been made durable and can be read when a method returns.
 * Safe for use by many threads.
 */
public final class Conversations {
  private final ConversationPorts ports;
  private final Access access;
  private final ConversationWriter writer;
  private final Beginnings beginnings;
  private final Members members;
  private final Messages messages;
  private final ReadMarkers markers;
  private final Branches branches;
  private final List<Consumer<Huddle>> huddleListeners = new CopyOnWriteArrayList<>();

  public Conversations(ConversationPorts ports) {
    this.ports = ports;
    HotConversations hot = new HotConversations();
    access = new Access(ports, hot);
    writer = new ConversationWriter(ports, hot);
    beginnings = new Beginnings(ports, writer);
    markers = new ReadMarkers(ports, access, writer);
    members = new Members(ports, hot, access, writer, markers, beginnings);
    messages = new Messages(ports, access, writer);
    branches = new Branches(ports, access, writer, beginnings);
  }

  /** Lets {@code listener} know of every huddle that is over because its conversation is. */
  void whenHuddleEnds(Consumer<Huddle> listener) {
    huddleListeners.add(listener);
  }

  Access access() {
    return access;
  }

  ConversationWriter writer() {
    return writer;
  }

  /** The caller's conversations in {@code status}, newest first; with the admin scope, all. */
  public Slice<Conversation> list(Principal caller, ConversationStatus status, Seek<UUID> seek) {
    Access.requireScope(caller, Scope.CONVERSATIONS_READ);
    if (status == ConversationStatus.DELETED) {
      return new Slice<>(List.of(), false, false);
    }
    if (caller.may(Scope.CONVERSATIONS_ADMIN)) {
      Access.logAdminList(caller);
      return Slice.read(
          seek, more -> ports.records().conversations(caller.account(), status, more));
    }
    return Slice.read(
        seek,
        more -> ports.records().conversationsOf(caller.account(), caller.actor(), status, more));
  }

  public Conversation get(Principal caller, ConversationId id) {
    return access.enter(caller, Scope.CONVERSATIONS_READ, id).conversation();
  }

  /** A new conversation, whose owner is the caller. */
  public Conversation create(Principal caller, Optional<String> title, Optional<String> summary) {
    Access.requireScope(caller, Scope.CONVERSATIONS_WRITE);
    Draft draft = beginnings.draft(caller, Texts.title(title), Texts.summary(summary));
    beginnings.addOwner(draft, caller, Optional.empty());
    writer.commit(draft);
    return draft.conversation();
  }

  /**
   * Changes title, summary or status. Members may name it; only an owner archives and reopens it.
   * While it is archived nothing is posted, edited, deleted, selected, added or renamed; reading,
   * read markers, settings, roles, leaving, removing and deleting the conversation go on.
   */
  public Conversation update(Principal caller, ConversationId id, ConversationUpdate update) {
    Access.requireScope(caller, Scope.CONVERSATIONS_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.CONVERSATIONS_WRITE, id);
          standing.require(Role.MEMBER);
          Conversation before = standing.conversation();
          Draft draft = new Draft(before, caller.actor(), writer.now());
          ConversationStatus status = update.status().orElse(before.status());
          if (status != before.status()) {
            standing.require(Role.OWNER);
            draft.become(before.with(status, draft.now()));
            draft.happened(event(status));
          }
          rename(standing, draft, update);
          writer.commit(draft);
          return draft.conversation();
        });
  }

  /**
   * Deletes a conversation, which nobody sees from then on; returns it as it was deleted. Its
   * huddle is over with it.
   */
  public Conversation delete(Principal caller, ConversationId id) {
    Access.requireScope(caller, Scope.CONVERSATIONS_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.CONVERSATIONS_WRITE, id);
          standing.require(Role.OWNER);
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Optional<Huddle> huddle = ports.records().huddle(id);
          huddle.ifPresent(
              open -> {
                draft.keep(open.endedAt(draft.now()));
                draft.happened(ConversationEvent.Kind.HUDDLE_ENDED);
              });
          draft.become(draft.conversation().with(ConversationStatus.DELETED, draft.now()));
          writer.commit(draft);
          huddle.ifPresent(open -> huddleListeners.forEach(each -> each.accept(open)));
          return draft.conversation();
        });
  }

  /**
   * Whether {@code caller} may read {@code id} now. That the admin scope allows it is not logged
   * here, only where something is read.
   */
  public boolean mayRead(Principal caller, ConversationId id) {
    return access.mayRead(caller, id);
  }

  /** Those who are in it now, in the order of {@link Membership.Place}. */
  public Slice<Membership> members(
      Principal caller, ConversationId id, Seek<Membership.Place> seek) {
    return members.list(caller, id, seek);
  }

  public Membership member(Principal caller, ConversationId id, MemberReference reference) {
    return members.get(caller, id, reference);
  }

  /**
   * Adds a member or a viewer; who is in it already in that role is returned as it is.
   *
   * @param reference a user by name or id, or a phone by address
   */
  public Membership addMember(
      Principal caller, ConversationId id, MemberReference reference, Role role) {
    return members.add(caller, id, reference, role);
  }

  /** Changes a role, or what the caller has set for itself. The last owner stays one. */
  public Membership updateMember(
      Principal caller, ConversationId id, MemberReference reference, MembershipUpdate update) {
    return members.update(caller, id, reference, update);
  }

  /** Removes a member, or leaves if that is the caller; returns the membership as it ended. */
  public Membership removeMember(Principal caller, ConversationId id, MemberReference reference) {
    return members.remove(caller, id, reference);
  }

  /** Messages that are not deleted, newest first. */
  public Slice<Message> messages(Principal caller, ConversationId id, Seek<Long> seek) {
    return messages.list(caller, id, seek);
  }

  public Message message(Principal caller, ConversationId id, MessageId message) {
    return messages.get(caller, id, message);
  }

  /**
   * Posts a message, which becomes the conversation's current one. A sender that had read
   * everything before it has read it too; otherwise the sender's marker stays, since it would hide
   * what it has not read. A key used before gives the first message back, as it is now.
   */
  public Message post(Principal caller, ConversationId id, NewMessage message) {
    return messages.post(caller, id, message);
  }

  /** Changes what a message of the caller's own says. */
  public Message edit(Principal caller, ConversationId id, MessageId message, List<Part> parts) {
    return messages.edit(caller, id, message, parts);
  }

  /** Deletes a message: the sender's own, or anyone's for an owner. Its number stays taken. */
  public Message deleteMessage(Principal caller, ConversationId id, MessageId message) {
    return messages.delete(caller, id, message);
  }

  /** The oldest {@code limit} messages and how they hang together. */
  public MessageTree tree(Principal caller, ConversationId id, int limit) {
    return branches.tree(caller, id, limit);
  }

  /** The messages that answer the same message as {@code message} does, itself among them. */
  public Slice<Message> branches(
      Principal caller, ConversationId id, MessageId message, Seek<Long> seek) {
    return branches.siblings(caller, id, message, seek);
  }

  /** Makes {@code message} the one that the next message answers. */
  public Conversation select(Principal caller, ConversationId id, MessageId message) {
    return branches.select(caller, id, message);
  }

  /**
   * A new conversation of the caller's own with copies of the messages from the root to {@code
   * message}.
   */
  public Conversation fork(
      Principal caller, ConversationId id, MessageId message, Optional<String> title) {
    return branches.fork(caller, id, message, title);
  }

  /** How far the caller itself has read; refused as {@code MEMBER_NOT_FOUND} if it is no member. */
  public ReadState readState(Principal caller, ConversationId id) {
    return markers.state(caller, id);
  }

  /** Moves the caller's own marker up to and including {@code message}; never back. */
  public MarkedRead markRead(Principal caller, ConversationId id, MessageId message) {
    return markers.mark(caller, id, message);
  }

  /** What happened, newest first. */
  public Slice<ConversationEvent> events(Principal caller, ConversationId id, Seek<Long> seek) {
    access.enter(caller, Scope.CONVERSATIONS_READ, id);
    return Slice.read(seek, more -> ports.records().events(id, more));
  }

  /** An archived conversation keeps its title and summary, unless the same update reopens it. */
  private static void rename(Standing standing, Draft draft, ConversationUpdate update) {
    Conversation before = draft.conversation();
    Optional<String> title =
        update.title().isPresent() ? Texts.title(update.title()) : before.title();
    Optional<String> summary =
        update.summary().isPresent() ? Texts.summary(update.summary()) : before.summary();
    if (title.equals(before.title()) && summary.equals(before.summary())) {
      return;
    }
    if (before.status() == ConversationStatus.ARCHIVED) {
      standing.requireActive();
    }
    draft.become(before.with(title, summary));
    draft.happened(ConversationEvent.Kind.UPDATED);
  }

  private static ConversationEvent.Kind event(ConversationStatus status) {
    return switch (status) {
      case ACTIVE -> ConversationEvent.Kind.REOPENED;
      case ARCHIVED -> ConversationEvent.Kind.ARCHIVED;
      case DELETED ->
          throw Texts.refusal("A conversation becomes active or archived; delete it to delete it.");
    };
  }
}
