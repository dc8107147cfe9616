package dev.rollcall.store;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.Scope;
import dev.rollcall.core.access.TokenId;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.HuddleId;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.MessageRole;
import dev.rollcall.core.conversation.NotificationPreference;
import dev.rollcall.core.conversation.Part;
import dev.rollcall.core.conversation.ReadMarker;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Conversations, users and what belongs to them, with everything that may vary varied. */
final class RandomConversations {
  private final RandomRecords random;
  private final AccountSid account;
  private int made;

  RandomConversations(RandomRecords random, AccountSid account) {
    this.random = random;
    this.account = account;
  }

  User user() {
    made++;
    List<String> addresses = new ArrayList<>();
    for (int i = random.below(4); i > 0; i--) {
      addresses.add("%s %d:%d".formatted(random.text(), made, i));
    }
    return new User(
        new UserId(random.id()),
        account,
        random.oneOf(List.of(ActorType.USER, ActorType.AGENT, ActorType.BOT)),
        "name-" + made,
        random.text(),
        addresses,
        random.instant());
  }

  ApiToken token(User user) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (int i = random.below(5); i > 0; i--) {
      scopes.add(random.oneOf(List.of(Scope.values())));
    }
    return new ApiToken(
        new TokenId(random.id()),
        account,
        user.id(),
        random.text(),
        scopes,
        random.id().toString(),
        random.instant(),
        random.maybe(random::instant),
        random.maybe(random::instant),
        random.maybe(random::instant));
  }

  Conversation conversation() {
    return conversation(random.oneOf(List.of(ConversationStatus.values())));
  }

  Conversation conversation(ConversationStatus status) {
    return new Conversation(
        new ConversationId(random.id()),
        account,
        random.maybe(random::text),
        random.maybe(random::text),
        status,
        actor(),
        random.instant(),
        random.instant(),
        random.maybe(random::instant),
        random.below(1_000),
        Integer.MAX_VALUE + (long) random.below(1_000),
        random.maybe(random::instant),
        random.below(1_000),
        random.maybe(this::messageId));
  }

  static Conversation in(ConversationStatus status, Conversation before) {
    return new Conversation(
        before.id(),
        before.account(),
        before.title(),
        before.summary(),
        status,
        before.createdBy(),
        before.created(),
        before.updated(),
        before.archived(),
        before.messageCount(),
        before.lastSequence(),
        before.lastMessageAt(),
        before.lastEvent(),
        before.currentNode());
  }

  Membership membership(Conversation conversation) {
    return membership(conversation.id(), actor(), random.oneOf(List.of(MembershipState.values())));
  }

  Membership membership(ConversationId conversation, Actor actor, MembershipState state) {
    return new Membership(
        new MembershipId(random.id()),
        account,
        conversation,
        actor,
        random.text(),
        random.oneOf(List.of(Role.values())),
        state,
        random.maybe(() -> new ReadMarker(messageId(), random.below(1_000), random.instant())),
        random.flag(),
        random.oneOf(List.of(NotificationPreference.values())),
        random.instant(),
        random.maybe(random::instant),
        random.maybe(this::actor),
        random.instant());
  }

  static Membership in(MembershipState state, Membership before) {
    return new Membership(
        before.id(),
        before.account(),
        before.conversation(),
        before.actor(),
        before.displayName(),
        before.role(),
        state,
        before.marker(),
        before.markerPrivate(),
        before.notificationPreference(),
        before.joined(),
        before.left(),
        before.addedBy(),
        before.updated());
  }

  /** A message that nothing but its sequence ties to others. */
  Message message(Conversation conversation, long sequence) {
    made++;
    int number = made;
    return message(
        conversation.id(), sequence, Optional.empty(), random.maybe(() -> "key-" + number));
  }

  Message message(
      ConversationId conversation,
      long sequence,
      Optional<MessageId> parent,
      Optional<String> idempotencyKey) {
    boolean deleted = random.below(3) == 0;
    return new Message(
        messageId(),
        account,
        conversation,
        sequence,
        parent,
        random.oneOf(List.of(MessageRole.values())),
        actor(),
        random.text(),
        deleted ? List.of() : parts(),
        idempotencyKey,
        random.instant(),
        random.instant(),
        random.maybe(random::instant),
        deleted ? Optional.of(random.instant()) : Optional.empty());
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int i = random.below(4); i >= 0; i--) {
      parts.add(part());
    }
    return parts;
  }

  ConversationEvent event(Conversation conversation, long sequence) {
    return new ConversationEvent(
        conversation.id(),
        account,
        sequence,
        random.oneOf(List.of(ConversationEvent.Kind.values())),
        random.instant(),
        actor(),
        random.maybe(this::actor),
        random.maybe(random::text),
        random.maybe(() -> new ConferenceSid(random.id())),
        random.maybe(() -> new CallSid(random.id())));
  }

  Huddle huddle(Conversation conversation, boolean open) {
    return new Huddle(
        new HuddleId(random.id()),
        account,
        conversation.id(),
        random.text(),
        random.maybe(() -> new ConferenceSid(random.id())),
        actor(),
        random.instant(),
        open ? Optional.empty() : Optional.of(random.instant()));
  }

  /** Hardly ever the same twice. */
  Actor actor() {
    return new Actor(random.oneOf(List.of(ActorType.values())), random.text() + " " + random.id());
  }

  /** At a random place, which {@code key} gives. */
  <K> Seek<K> seek(Supplier<K> key) {
    Optional<K> from = random.maybe(key);
    return new Seek<>(from, from.isPresent() && random.flag(), 1 + random.below(12));
  }

  private MessageId messageId() {
    return new MessageId(random.id());
  }

  private Part part() {
    return switch (random.below(5)) {
      case 0 -> new Part.Text(text());
      case 1 -> new Part.Image(text(), text());
      case 2 -> new Part.File(text(), text(), random.maybe(this::text));
      case 3 -> new Part.ToolCall(text(), text(), text());
      default -> new Part.ToolResult(text(), text(), random.flag());
    };
  }

  /** What JSON has to escape, half a surrogate pair, and what only looks like JSON. */
  private String text() {
    return random.oneOf(
        List.of(
            random.text(),
            "\"\\/\b\f\n\r\t\u0001\u007f\u2028",
            "half \ud83c of a pair",
            "\udfa7 the other half",
            "{\"a\": [1.0e5, null]}",
            "\uffff\ufeff\ue000\ud7ff"));
  }
}
