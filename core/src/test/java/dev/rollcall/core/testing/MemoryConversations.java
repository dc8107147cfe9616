package dev.rollcall.core.testing;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.TokenChange;
import dev.rollcall.core.access.TokenId;
import dev.rollcall.core.access.TokenRecords;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationRecords;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.HuddleId;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.Journal;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserChange;
import dev.rollcall.core.user.UserId;
import dev.rollcall.core.user.UserRecords;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Conversations, users and tokens in memory, for tests. Orders its lists as their contracts say,
 * refuses what the database's unique indices refuse, can be told to fail, and counts how often it
 * is read and written.
 */
public final class MemoryConversations
    implements Journal, ConversationRecords, UserRecords, TokenRecords {
  private static final Comparator<Membership.Place> BY_PLACE =
      Comparator.comparing(Membership.Place::joined).thenComparing(Membership.Place::id);

  private final NavigableMap<ConversationId, Conversation> conversations = new TreeMap<>();
  private final Map<ConversationId, Contents> contents = new HashMap<>();
  private final NavigableMap<HuddleId, Huddle> huddles = new TreeMap<>();
  private final NavigableMap<UserId, User> users = new TreeMap<>();
  private final NavigableMap<TokenId, ApiToken> tokens = new TreeMap<>();
  private boolean failing;
  private boolean unreadable;
  private long reads;
  private long commits;

  /** What one conversation holds. */
  private static final class Contents {
    private final Map<MembershipId, Membership> memberships = new HashMap<>();
    private final NavigableMap<Long, Message> messages = new TreeMap<>();
    private final Map<MessageId, Long> sequences = new HashMap<>();
    private final NavigableMap<Long, ConversationEvent> events = new TreeMap<>();
  }

  /** Lets every commit fail from now on, or no longer. */
  public synchronized void failing(boolean fail) {
    failing = fail;
  }

  /** Lets every question fail from now on, or no longer. */
  public synchronized void unreadable(boolean fail) {
    unreadable = fail;
  }

  /** How many questions about conversations and users were asked so far. */
  public synchronized long reads() {
    return reads;
  }

  /** How many commits were made so far. */
  public synchronized long commits() {
    return commits;
  }

  @Override
  public synchronized void commit(List<Change> changes) throws JournalException {
    if (failing) {
      throw new JournalException("the disk is full", new IOException("No space left on device"));
    }
    changes.forEach(this::apply);
    commits++;
  }

  private void apply(Change change) {
    switch (change) {
      case UserChange(User user) -> users.put(user.id(), user);
      case TokenChange(ApiToken token) -> tokens.put(token.id(), token);
      case ConversationChange.OfConversation(Conversation conversation) ->
          conversations.put(conversation.id(), conversation);
      case ConversationChange.OfMembership(Membership membership) -> apply(membership);
      case ConversationChange.OfMessage(Message message) -> apply(message);
      case ConversationChange.OfEvent(ConversationEvent event) -> {
        refuseIf(contents(event.conversation()).events.containsKey(event.sequence()), event);
        contents(event.conversation()).events.put(event.sequence(), event);
      }
      case ConversationChange.OfHuddle(Huddle huddle) -> {
        refuseIf(
            huddle.ended().isEmpty()
                && openHuddle(huddle.conversation())
                    .filter(open -> !open.id().equals(huddle.id()))
                    .isPresent(),
            huddle);
        huddles.put(huddle.id(), huddle);
      }
      default -> throw new IllegalArgumentException("kept elsewhere");
    }
  }

  private void apply(Membership membership) {
    Contents into = contents(membership.conversation());
    refuseIf(
        membership.state() == MembershipState.JOINED
            && into.memberships.values().stream()
                .anyMatch(
                    each ->
                        holds(each)
                            && each.actor().equals(membership.actor())
                            && !each.id().equals(membership.id())),
        membership);
    into.memberships.put(membership.id(), membership);
  }

  private void apply(Message message) {
    Contents into = contents(message.conversation());
    Message there = into.messages.get(message.sequence());
    refuseIf(there != null && !there.id().equals(message.id()), message);
    refuseIf(
        message.idempotencyKey().isPresent()
            && into.messages.values().stream()
                .anyMatch(
                    each ->
                        each.sender().equals(message.sender())
                            && each.idempotencyKey().equals(message.idempotencyKey())
                            && !each.id().equals(message.id())),
        message);
    into.messages.put(message.sequence(), message);
    into.sequences.put(message.id(), message.sequence());
  }

  private static void refuseIf(boolean taken, Object record) {
    if (taken) {
      throw new IllegalStateException("there is another like " + record);
    }
  }

  @Override
  public synchronized Optional<Conversation> conversation(AccountSid account, ConversationId id) {
    read();
    return Optional.ofNullable(conversations.get(id))
        .filter(each -> each.account().equals(account));
  }

  @Override
  public synchronized List<Conversation> conversationsOf(
      AccountSid account, Actor actor, ConversationStatus status, Seek<UUID> seek) {
    read();
    return conversations(
        seek,
        each ->
            each.account().equals(account)
                && each.status() == status
                && contents(each.id()).memberships.values().stream()
                    .anyMatch(member -> holds(member) && member.actor().equals(actor)));
  }

  @Override
  public synchronized List<Conversation> conversations(
      AccountSid account, ConversationStatus status, Seek<UUID> seek) {
    read();
    return conversations(seek, each -> each.account().equals(account) && each.status() == status);
  }

  private List<Conversation> conversations(Seek<UUID> seek, Predicate<Conversation> wanted) {
    NavigableMap<UUID, Conversation> newestFirst = new TreeMap<>(Sid.ORDER.reversed());
    conversations.values().stream()
        .filter(wanted)
        .forEach(each -> newestFirst.put(each.id().id(), each));
    return stretch(newestFirst, seek);
  }

  @Override
  public synchronized Optional<Membership> membership(ConversationId conversation, Actor actor) {
    read();
    return contents(conversation).memberships.values().stream()
        .filter(each -> holds(each) && each.actor().equals(actor))
        .findFirst();
  }

  @Override
  public synchronized Optional<Membership> membership(
      ConversationId conversation, MembershipId id) {
    read();
    return Optional.ofNullable(contents(conversation).memberships.get(id));
  }

  @Override
  public synchronized List<Membership> memberships(
      ConversationId conversation, Seek<Membership.Place> seek) {
    read();
    return stretch(members(conversation, _ -> true), seek);
  }

  @Override
  public synchronized List<Membership> owners(ConversationId conversation, int limit) {
    read();
    return stretch(members(conversation, each -> each.role() == Role.OWNER), Seek.first(limit));
  }

  private NavigableMap<Membership.Place, Membership> members(
      ConversationId conversation, Predicate<Membership> wanted) {
    NavigableMap<Membership.Place, Membership> members = new TreeMap<>(BY_PLACE);
    contents(conversation).memberships.values().stream()
        .filter(each -> holds(each) && wanted.test(each))
        .forEach(each -> members.put(each.place(), each));
    return members;
  }

  @Override
  public synchronized Optional<Message> message(ConversationId conversation, MessageId id) {
    read();
    Contents from = contents(conversation);
    return Optional.ofNullable(from.sequences.get(id)).map(from.messages::get);
  }

  @Override
  public synchronized Optional<Message> messageWithKey(
      ConversationId conversation, Actor sender, String idempotencyKey) {
    read();
    return contents(conversation).messages.values().stream()
        .filter(each -> each.sender().equals(sender))
        .filter(each -> each.idempotencyKey().equals(Optional.of(idempotencyKey)))
        .findFirst();
  }

  @Override
  public synchronized List<Message> messages(ConversationId conversation, Seek<Long> seek) {
    read();
    return stretch(messages(conversation, MemoryConversations::isLeft).descendingMap(), seek);
  }

  @Override
  public synchronized List<Message> messagesWithDeleted(
      ConversationId conversation, Seek<Long> seek) {
    read();
    return stretch(contents(conversation).messages, seek);
  }

  @Override
  public synchronized List<Message> children(
      ConversationId conversation, Optional<MessageId> parent, Seek<Long> seek) {
    read();
    return stretch(
        messages(conversation, each -> isLeft(each) && each.parent().equals(parent)), seek);
  }

  @Override
  public synchronized Optional<Message> newestUpTo(ConversationId conversation, long sequence) {
    read();
    return contents(conversation).messages.headMap(sequence, true).descendingMap().values().stream()
        .filter(MemoryConversations::isLeft)
        .findFirst();
  }

  @Override
  public synchronized long unread(ConversationId conversation, long sequence, Actor reader) {
    read();
    return contents(conversation).messages.tailMap(sequence, false).values().stream()
        .filter(each -> isLeft(each) && !each.sender().equals(reader))
        .count();
  }

  private NavigableMap<Long, Message> messages(
      ConversationId conversation, Predicate<Message> wanted) {
    NavigableMap<Long, Message> messages = new TreeMap<>(contents(conversation).messages);
    messages.values().removeIf(wanted.negate());
    return messages;
  }

  @Override
  public synchronized List<ConversationEvent> events(ConversationId conversation, Seek<Long> seek) {
    read();
    return stretch(contents(conversation).events.descendingMap(), seek);
  }

  @Override
  public synchronized Optional<Huddle> huddle(ConversationId conversation) {
    read();
    return openHuddle(conversation);
  }

  private Optional<Huddle> openHuddle(ConversationId conversation) {
    return huddles.values().stream()
        .filter(each -> each.conversation().equals(conversation) && each.ended().isEmpty())
        .findFirst();
  }

  @Override
  public synchronized List<Huddle> openHuddles() {
    read();
    return huddles.values().stream().filter(each -> each.ended().isEmpty()).toList();
  }

  @Override
  public synchronized Optional<User> user(AccountSid account, UserId id) {
    read();
    return Optional.ofNullable(users.get(id)).filter(each -> each.account().equals(account));
  }

  @Override
  public synchronized Optional<User> userNamed(AccountSid account, String name) {
    return user(account, each -> each.name().equals(name));
  }

  @Override
  public synchronized Optional<User> userAt(AccountSid account, String address) {
    return user(account, each -> each.addresses().contains(address));
  }

  private Optional<User> user(AccountSid account, Predicate<User> wanted) {
    read();
    return users.values().stream()
        .filter(each -> each.account().equals(account) && wanted.test(each))
        .findFirst();
  }

  @Override
  public synchronized List<User> users(AccountSid account, Seek<UUID> seek) {
    read();
    NavigableMap<UUID, User> oldestFirst = new TreeMap<>(Sid.ORDER);
    users.values().stream()
        .filter(each -> each.account().equals(account))
        .forEach(each -> oldestFirst.put(each.id().id(), each));
    return stretch(oldestFirst, seek);
  }

  @Override
  public synchronized List<ApiToken> tokens() {
    return List.copyOf(tokens.values());
  }

  private void read() {
    if (unreadable) {
      throw new RefusedException(Problem.STORE_UNAVAILABLE, "The store cannot be read now.");
    }
    reads++;
  }

  private Contents contents(ConversationId conversation) {
    return contents.computeIfAbsent(conversation, _ -> new Contents());
  }

  private static boolean holds(Membership membership) {
    return membership.state() == MembershipState.JOINED;
  }

  private static boolean isLeft(Message message) {
    return message.deleted().isEmpty();
  }

  /** What {@code seek} asks for of {@code list}, which is in the order of the list. */
  private static <K, T> List<T> stretch(NavigableMap<K, T> list, Seek<K> seek) {
    Function<K, NavigableMap<K, T>> beside =
        key ->
            seek.backwards() ? list.headMap(key, false).descendingMap() : list.tailMap(key, false);
    List<T> nearest =
        seek.from().map(beside).orElse(list).values().stream().limit(seek.limit()).toList();
    return seek.backwards() ? nearest.reversed() : nearest;
  }
}
