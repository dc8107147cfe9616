package dev.rollcall.core.conversation;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.Principal;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.conversation.Access.Standing;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules about what is said in a conversation. */
final class Messages {
  private final ConversationPorts ports;
  private final Access access;
  private final ConversationWriter writer;

  Messages(ConversationPorts ports, Access access, ConversationWriter writer) {
    this.ports = ports;
    this.access = access;
    this.writer = writer;
  }

  /** The message of that id; refused if there is none or it has been deleted. */
  static Message require(ConversationRecords records, ConversationId id, MessageId message) {
    return records
        .message(id, message)
        .filter(each -> !each.isDeleted())
        .orElseThrow(() -> notFound(message));
  }

  private static RefusedException notFound(MessageId message) {
    return new RefusedException(
        Problem.MESSAGE_NOT_FOUND,
        "There is no message " + message + " in the conversation; it may have been deleted.");
  }

  Slice<Message> list(Principal caller, ConversationId id, Seek<Long> seek) {
    access.enter(caller, Scope.CONVERSATIONS_READ, id);
    return Slice.read(seek, more -> ports.records().messages(id, more));
  }

  Message get(Principal caller, ConversationId id, MessageId message) {
    access.enter(caller, Scope.CONVERSATIONS_READ, id);
    return require(ports.records(), id, message);
  }

  Message post(Principal caller, ConversationId id, NewMessage message) {
    Access.requireScope(caller, Scope.MESSAGES_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.MESSAGES_WRITE, id);
          standing.require(Role.MEMBER);
          standing.requireActive();
          Texts.checkRole(caller, message.role());
          Texts.checkParts(message.parts());
          message.idempotencyKey().ifPresent(Texts::checkIdempotencyKey);
          Optional<Message> first =
              message
                  .idempotencyKey()
                  .flatMap(key -> ports.records().messageWithKey(id, caller.actor(), key));
          return first.isPresent() ? again(first.get(), message) : post(caller, standing, message);
        });
  }

  /**
   * The first message under the same key. What an edited one said at first is not known any more,
   * so the key alone decides.
   */
  private static Message again(Message first, NewMessage message) {
    if (first.isDeleted()) {
      throw notFound(first.id());
    }
    boolean same =
        first.role() == message.role()
            && (first.edited().isPresent() || first.parts().equals(message.parts()))
            && (message.parent().isEmpty() || message.parent().equals(first.parent()));
    if (!same) {
      throw new RefusedException(
          Problem.IDEMPOTENCY_KEY_REUSED,
          "You have used this idempotency key for another message of the conversation, "
              + first.id()
              + "; take a new key for a new message.");
    }
    return first;
  }

  private Message post(Principal caller, Standing standing, NewMessage message) {
    Conversation before = standing.conversation();
    message.parent().ifPresent(parent -> require(ports.records(), before.id(), parent));
    Draft draft = new Draft(before, caller.actor(), writer.now());
    Instant now = draft.now();
    Message posted =
        new Message(
            ports.sids().id(MessageId::new),
            before.account(),
            before.id(),
            before.lastSequence() + 1,
            message.parent().or(before::currentNode),
            message.role(),
            caller.actor(),
            caller.user().displayName(),
            message.parts(),
            message.idempotencyKey(),
            now,
            now,
            Optional.empty(),
            Optional.empty());
    draft.become(before.withMessage(posted));
    standing
        .membership()
        .filter(own -> ReadMarkers.sequence(own) == before.lastSequence())
        .ifPresent(
            own -> draft.keep(own.with(new ReadMarker(posted.id(), posted.sequence(), now), now)));
    draft.keep(posted);
    writer.commit(draft);
    return posted;
  }

  Message edit(Principal caller, ConversationId id, MessageId message, List<Part> parts) {
    Access.requireScope(caller, Scope.MESSAGES_WRITE);
    List<Part> newParts = List.copyOf(parts);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.MESSAGES_WRITE, id);
          standing.require(Role.MEMBER);
          standing.requireActive();
          Message before = require(ports.records(), id, message);
          if (!before.sender().equals(caller.actor())) {
            throw new RefusedException(
                Problem.NOT_YOURS, "Only its sender can change what a message says.");
          }
          Texts.checkParts(newParts);
          if (newParts.equals(before.parts())) {
            return before;
          }
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Message edited = before.edited(newParts, draft.now());
          draft.keep(edited);
          draft.happened(ConversationEvent.Kind.MESSAGE_EDITED, edited);
          writer.commit(draft);
          return edited;
        });
  }

  Message delete(Principal caller, ConversationId id, MessageId message) {
    Access.requireScope(caller, Scope.MESSAGES_WRITE);
    return writer.alone(
        id,
        () -> {
          Standing standing = access.enter(caller, Scope.MESSAGES_WRITE, id);
          standing.require(Role.MEMBER);
          standing.requireActive();
          Message before = require(ports.records(), id, message);
          if (!before.sender().equals(caller.actor())) {
            standing.require(Role.OWNER);
          }
          Draft draft = new Draft(standing.conversation(), caller.actor(), writer.now());
          Message deleted = before.deletedAt(draft.now());
          draft.become(draft.conversation().withoutMessage(tipWithout(draft, before)));
          draft.keep(deleted);
          draft.happened(ConversationEvent.Kind.MESSAGE_DELETED, deleted);
          writer.commit(draft);
          return deleted;
        });
  }

  /**
   * The tip of the branch once {@code gone} is deleted: what that answered, or the newest message
   * left if that is deleted too. Never a walk up a branch, whose length nobody bounds.
   */
  private Optional<MessageId> tipWithout(Draft draft, Message gone) {
    Optional<MessageId> tip = draft.conversation().currentNode();
    if (!tip.equals(Optional.of(gone.id()))) {
      return tip;
    }
    ConversationRecords records = ports.records();
    ConversationId id = gone.conversation();
    return gone.parent()
        .flatMap(parent -> records.message(id, parent))
        .filter(parent -> !parent.isDeleted())
        .or(
            () ->
                records.messages(id, Seek.first(2)).stream()
                    .filter(each -> !each.id().equals(gone.id()))
                    .findFirst())
        .map(Message::id);
  }
}
