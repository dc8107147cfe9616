package dev.rollcall.core.conversation;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conversation.Access.Standing;
import dev.rollcall.core.identity.SidGenerator;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How messages hang together: the tree, its branches, and what is made of a branch. */
final class Branches {
  static final int FORK_MESSAGE_LIMIT = 10_000;
  static final long FORK_TEXT_LIMIT = 10_000_000;

  private final ConversationPorts ports;
  private final Access access;
  private final ConversationWriter writer;
  private final Beginnings beginnings;

  Branches(
      ConversationPorts ports, Access access, ConversationWriter writer, Beginnings beginnings) {
    this.ports = ports;
    this.access = access;
    this.writer = writer;
    this.beginnings = beginnings;
  }

  MessageTree tree(Principal caller, ConversationId id, int limit) {
    access.enter(caller, Scope.CONVERSATIONS_READ, id);
    Slice<Message> oldest =
        Slice.read(Seek.<Long>first(limit), more -> ports.records().messagesWithDeleted(id, more));
    return new MessageTree(oldest.items(), oldest.hasNext());
  }

  Slice<Message> siblings(Principal caller, ConversationId id, MessageId message, Seek<Long> seek) {
    access.enter(caller, Scope.CONVERSATIONS_READ, id);
    Optional<MessageId> parent = Messages.require(ports.records(), id, message).parent();
    return Slice.read(seek, more -> ports.records().children(id, parent, more));
  }

  Conversation select(Principal caller, ConversationId id, MessageId message) {
    Access.requireScope(caller, Scope.CONVERSATIONS_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.CONVERSATIONS_WRITE, id);
          standing.require(Role.MEMBER);
          standing.requireActive();
          Optional<MessageId> tip =
              Optional.of(Messages.require(ports.records(), id, message).id());
          Conversation before = standing.conversation();
          if (before.currentNode().equals(tip)) {
            return before;
          }
          Draft draft = new Draft(before, caller.actor(), writer.now());
          draft.become(before.withCurrentNode(tip));
          draft.happened(ConversationEvent.Kind.UPDATED);
          writer.commit(draft);
          return draft.conversation();
        });
  }

  /** Nobody knows the new conversation before it is committed, so nobody has to be kept out. */
  Conversation fork(
      Principal caller, ConversationId id, MessageId message, Optional<String> title) {
    Access.requireScope(caller, Scope.CONVERSATIONS_WRITE);
    Conversation source = access.enter(caller, Scope.CONVERSATIONS_WRITE, id).conversation();
    Optional<String> newTitle = title.isPresent() ? Texts.title(title) : source.title();
    List<Message> branch = branch(Messages.require(ports.records(), id, message));
    Draft draft = beginnings.draft(caller, newTitle, Optional.empty());
    Optional<MessageId> parent = Optional.empty();
    Optional<ReadMarker> read = Optional.empty();
    List<Message> copies = new ArrayList<>(branch.size());
    for (Message each : branch) {
      Message copy = copy(each, draft, parent, ports.sids());
      draft.become(draft.conversation().withMessage(copy));
      copies.add(copy);
      parent = Optional.of(copy.id());
      read = Optional.of(new ReadMarker(copy.id(), copy.sequence(), draft.now()));
    }
    beginnings.addOwner(draft, caller, read);
    copies.forEach(draft::keep);
    writer.commit(draft);
    return draft.conversation();
  }

  private static Message copy(
      Message original, Draft draft, Optional<MessageId> parent, SidGenerator sids) {
    Instant now = draft.now();
    return new Message(
        sids.id(MessageId::new),
        draft.conversation().account(),
        draft.conversation().id(),
        draft.conversation().lastSequence() + 1,
        parent,
        original.role(),
        original.sender(),
        original.senderName(),
        original.parts(),
        Optional.empty(),
        original.created(),
        now,
        original.edited(),
        Optional.empty());
  }

  /** The messages from the root to {@code tip} that are not deleted. */
  private List<Message> branch(Message tip) {
    List<Message> upwards = new ArrayList<>();
    long size = 0;
    int steps = 0;
    Optional<Message> next = Optional.of(tip);
    while (next.isPresent()) {
      Message each = next.get();
      size += Texts.size(each);
      if (++steps > FORK_MESSAGE_LIMIT || size > FORK_TEXT_LIMIT) {
        throw Texts.refusal(
            "The branch is too long to be copied: at most "
                + FORK_MESSAGE_LIMIT
                + " messages, deleted ones among them, with "
                + FORK_TEXT_LIMIT
                + " characters in all; fork at an earlier message.");
      }
      if (!each.isDeleted()) {
        upwards.add(each);
      }
      next = each.parent().flatMap(above -> ports.records().message(each.conversation(), above));
    }
    return upwards.reversed();
  }
}
