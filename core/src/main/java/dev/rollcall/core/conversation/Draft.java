package dev.rollcall.core.conversation;

import dev.rollcall.core.journal.Change;
import dev.rollcall.core.user.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is about to change of one conversation in one commit: collected by a rule, then written as a
 * whole. Events get their numbers here, so no number is used without being written. Used by one
 * thread.
 */
final class Draft {
  private final Conversation before;
  private final Actor by;
  private final Instant now;
  private final List<Change> changes = new ArrayList<>();
  private final Set<ConversationSink.Aspect> aspects =
      EnumSet.noneOf(ConversationSink.Aspect.class);
  private Conversation conversation;

  /**
   * A change of {@code before}.
   *
   * @param by who changes it
   */
  Draft(Conversation before, Actor by, Instant now) {
    this.before = before;
    this.by = by;
    this.now = now;
    conversation = before;
  }

  /** A conversation that is not journaled yet. */
  static Draft ofNew(Conversation conversation, Instant now) {
    Draft draft = new Draft(conversation, conversation.createdBy(), now);
    draft.aspects.add(ConversationSink.Aspect.CONVERSATION);
    draft.aspects.add(ConversationSink.Aspect.LISTS);
    return draft;
  }

  Instant now() {
    return now;
  }

  /** The conversation as it will be. */
  Conversation conversation() {
    return conversation;
  }

  boolean isEmpty() {
    return aspects.isEmpty();
  }

  /** In an order in which everything is written after what it refers to. */
  List<Change> changes() {
    List<Change> all = new ArrayList<>();
    if (aspects.contains(ConversationSink.Aspect.CONVERSATION)) {
      all.add(new ConversationChange.OfConversation(conversation));
    }
    all.addAll(changes);
    return all;
  }

  Set<ConversationSink.Aspect> aspects() {
    return Set.copyOf(aspects);
  }

  void become(Conversation changed) {
    if (!changed.id().equals(before.id())) {
      throw new IllegalArgumentException("another conversation");
    }
    if (changed.status() != before.status()) {
      aspects.add(ConversationSink.Aspect.LISTS);
    }
    conversation = changed.updatedAt(now);
    aspects.add(ConversationSink.Aspect.CONVERSATION);
  }

  void keep(Membership membership) {
    changes.add(new ConversationChange.OfMembership(membership));
    aspects.add(ConversationSink.Aspect.PARTICIPANTS);
  }

  void keep(Message message) {
    changes.add(new ConversationChange.OfMessage(message));
    aspects.add(ConversationSink.Aspect.MESSAGES);
  }

  void keep(Huddle huddle) {
    changes.add(new ConversationChange.OfHuddle(huddle));
    aspects.add(ConversationSink.Aspect.CONVERSATION);
  }

  void happened(ConversationEvent.Kind kind) {
    happened(kind, by, Optional.empty(), Optional.empty(), CallInHuddle.NONE);
  }

  void happened(ConversationEvent.Kind kind, Membership subject) {
    if (kind != ConversationEvent.Kind.ROLE_CHANGED) {
      aspects.add(ConversationSink.Aspect.LISTS);
    }
    happened(
        kind,
        by,
        Optional.of(subject.actor()),
        Optional.of(subject.displayName()),
        CallInHuddle.NONE);
  }

  void happened(ConversationEvent.Kind kind, Message subject) {
    happened(
        kind,
        by,
        Optional.of(subject.sender()),
        Optional.of(subject.senderName()),
        CallInHuddle.NONE);
  }

  void happened(
      ConversationEvent.Kind kind,
      Actor actor,
      Optional<Actor> subject,
      Optional<String> subjectName,
      CallInHuddle call) {
    become(conversation.withLastEvent(conversation.lastEvent() + 1));
    changes.add(
        new ConversationChange.OfEvent(
            new ConversationEvent(
                conversation.id(),
                conversation.account(),
                conversation.lastEvent(),
                kind,
                call.at().orElse(now),
                actor,
                subject,
                subjectName,
                call.conference(),
                call.call())));
    aspects.add(ConversationSink.Aspect.EVENTS);
  }
}
