package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationRecords;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.conversation.Role;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.Sid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every list answers like a plain search through everything there is. */
class ConversationListsTest {
  private static final int QUESTIONS = 300;
  private static final int RECORDS = 120;

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(91);
  private final AccountSid account = random.account();
  private final RandomConversations make = new RandomConversations(random, account);
  private SqliteStore store;
  private ConversationRecords records;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(directory.resolve("lists.db"), StoreSettings.DEFAULT);
    records = store.conversations();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void conversationsAreListedByStatusAndByMember() throws Exception {
    Actor actor = make.actor();
    List<Conversation> all = new ArrayList<>();
    List<Membership> memberships = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Conversation conversation = make.conversation();
      all.add(conversation);
      memberships.add(make.membership(conversation));
      if (random.flag()) {
        memberships.add(make.membership(conversation.id(), actor, MembershipState.LEFT));
        memberships.add(
            make.membership(
                conversation.id(), actor, random.oneOf(List.of(MembershipState.values()))));
      }
    }
    commit(all, ConversationChange.OfConversation::new);
    commit(memberships, ConversationChange.OfMembership::new);
    compareConversations(actor, all, memberships);

    // Some change their status, and some members leave or come back.
    all.replaceAll(
        each -> RandomConversations.in(random.oneOf(List.of(ConversationStatus.values())), each));
    memberships.replaceAll(
        each ->
            each.state() == MembershipState.JOINED && random.flag()
                ? RandomConversations.in(MembershipState.REMOVED, each)
                : each);
    List<Change> both = new ArrayList<>();
    memberships.forEach(each -> both.add(new ConversationChange.OfMembership(each)));
    all.forEach(each -> both.add(new ConversationChange.OfConversation(each)));
    store.commit(both);
    compareConversations(actor, all, memberships);
  }

  private void compareConversations(
      Actor actor, List<Conversation> all, List<Membership> memberships) {
    Comparator<UUID> newestFirst = Sid.ORDER.reversed();
    for (int i = 0; i < QUESTIONS; i++) {
      ConversationStatus status = random.oneOf(List.of(ConversationStatus.values()));
      Seek<UUID> seek = make.seek(() -> random.flag() ? random.id() : random.oneOf(all).id().id());
      Predicate<Conversation> inStatus = each -> each.status() == status;

      assertThat(records.conversations(account, status, seek))
          .as("%s %s", status, seek)
          .isEqualTo(stretch(all, inStatus, each -> each.id().id(), newestFirst, seek));
      assertThat(records.conversationsOf(account, actor, status, seek))
          .as("%s %s of one actor", status, seek)
          .isEqualTo(
              stretch(
                  all,
                  inStatus.and(each -> isIn(actor, each, memberships)),
                  each -> each.id().id(),
                  newestFirst,
                  seek));
    }
  }

  private static boolean isIn(Actor actor, Conversation where, List<Membership> memberships) {
    return memberships.stream()
        .anyMatch(
            each ->
                each.conversation().equals(where.id())
                    && each.actor().equals(actor)
                    && each.state() == MembershipState.JOINED);
  }

  @Test
  void membershipsAreListedInTheOrderOfJoining() throws Exception {
    Conversation conversation = make.conversation();
    Conversation other = make.conversation();
    List<Membership> all = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      all.add(make.membership(i % 3 == 0 ? other : conversation));
    }
    commit(List.of(conversation, other), ConversationChange.OfConversation::new);
    commit(all, ConversationChange.OfMembership::new);

    Predicate<Membership> holds =
        each ->
            each.conversation().equals(conversation.id()) && each.state() == MembershipState.JOINED;
    Comparator<Membership.Place> order =
        Comparator.comparing(Membership.Place::joined).thenComparing(Membership.Place::id);
    for (int i = 0; i < QUESTIONS; i++) {
      Seek<Membership.Place> seek =
          make.seek(
              () ->
                  random.flag()
                      ? random.oneOf(all).place()
                      : new Membership.Place(random.instant(), new MembershipId(random.id())));
      assertThat(records.memberships(conversation.id(), seek))
          .as("%s", seek)
          .isEqualTo(stretch(all, holds, Membership::place, order, seek));
    }
    for (Membership each : all) {
      assertThat(records.membership(conversation.id(), each.actor()))
          .isEqualTo(holds.test(each) ? Optional.of(each) : Optional.empty());
    }
    List<Membership> owners =
        all.stream()
            .filter(holds.and(each -> each.role() == Role.OWNER))
            .sorted(Comparator.comparing(Membership::id))
            .toList();
    assertThat(owners).hasSizeGreaterThan(2);
    assertThat(records.owners(conversation.id(), RECORDS)).isEqualTo(owners);
    assertThat(records.owners(conversation.id(), 2)).isEqualTo(owners.subList(0, 2));
  }

  @Test
  void aPlaceFinerThanAMillisecondIsWhereItsMembershipWasPut() throws Exception {
    Conversation conversation = make.conversation();
    Membership stored = make.membership(conversation.id(), make.actor(), MembershipState.JOINED);
    commit(List.of(conversation), ConversationChange.OfConversation::new);
    commit(List.of(stored), ConversationChange.OfMembership::new);

    Membership.Place finer = new Membership.Place(stored.joined().plusNanos(999_999), stored.id());
    assertThat(records.memberships(conversation.id(), Seek.after(finer, 5))).isEmpty();
    assertThat(records.memberships(conversation.id(), Seek.before(finer, 5))).isEmpty();
  }

  @Test
  void messagesAreListedCountedAndFoundByTheirParents() throws Exception {
    Conversation conversation = make.conversation();
    Conversation other = make.conversation();
    List<Message> all = new ArrayList<>();
    for (int i = 1; i <= RECORDS; i++) {
      Optional<MessageId> parent =
          all.isEmpty() ? Optional.empty() : random.maybe(() -> random.oneOf(all).id());
      all.add(make.message(conversation.id(), i, parent, Optional.of("key " + i)));
    }
    List<Message> elsewhere = new ArrayList<>();
    for (int i = 1; i <= RECORDS; i++) {
      elsewhere.add(make.message(other, i));
    }
    commit(List.of(conversation, other), ConversationChange.OfConversation::new);
    // The younger first: the order is the store's affair.
    commit(all.reversed(), ConversationChange.OfMessage::new);
    commit(elsewhere, ConversationChange.OfMessage::new);

    Predicate<Message> shown = each -> each.deleted().isEmpty();
    Comparator<Long> oldestFirst = Comparator.naturalOrder();
    for (int i = 0; i < QUESTIONS; i++) {
      Seek<Long> seek = make.seek(() -> (long) random.below(RECORDS + 2));
      assertThat(records.messages(conversation.id(), seek))
          .as("%s", seek)
          .isEqualTo(stretch(all, shown, Message::sequence, oldestFirst.reversed(), seek));
      assertThat(records.messagesWithDeleted(conversation.id(), seek))
          .as("%s with deleted", seek)
          .isEqualTo(stretch(all, _ -> true, Message::sequence, oldestFirst, seek));
      Optional<MessageId> parent = random.maybe(() -> random.oneOf(all).id());
      assertThat(records.children(conversation.id(), parent, seek))
          .as("%s below %s", seek, parent)
          .isEqualTo(
              stretch(
                  all,
                  shown.and(each -> each.parent().equals(parent)),
                  Message::sequence,
                  oldestFirst,
                  seek));
    }
    for (Message each : all) {
      long sequence = each.sequence();
      assertThat(
              records.messageWithKey(
                  conversation.id(), each.sender(), each.idempotencyKey().orElseThrow()))
          .contains(each);
      assertThat(records.newestUpTo(conversation.id(), sequence))
          .isEqualTo(all.subList(0, (int) sequence).reversed().stream().filter(shown).findFirst());
      assertThat(records.unread(conversation.id(), sequence, each.sender()))
          .isEqualTo(
              all.stream()
                  .filter(shown)
                  .filter(another -> another.sequence() > sequence)
                  .filter(another -> !another.sender().equals(each.sender()))
                  .count());
    }
    assertThat(records.unread(conversation.id(), 0, all.getFirst().sender()))
        .isEqualTo(all.stream().skip(1).filter(shown).count());
  }

  @Test
  void eventsAndUsersAreListed() throws Exception {
    Conversation conversation = make.conversation();
    List<ConversationEvent> events = new ArrayList<>();
    List<User> users = new ArrayList<>();
    for (int i = 1; i <= RECORDS; i++) {
      events.add(make.event(conversation, i));
      users.add(make.user());
    }
    commit(List.of(conversation), ConversationChange.OfConversation::new);
    commit(events, ConversationChange.OfEvent::new);
    commit(users, UserChange::new);

    Comparator<Long> newestFirst = Comparator.reverseOrder();
    for (int i = 0; i < QUESTIONS; i++) {
      Seek<Long> seek = make.seek(() -> (long) random.below(RECORDS + 2));
      assertThat(records.events(conversation.id(), seek))
          .as("%s", seek)
          .isEqualTo(stretch(events, _ -> true, ConversationEvent::sequence, newestFirst, seek));
      Seek<UUID> place =
          make.seek(() -> random.flag() ? random.id() : random.oneOf(users).id().id());
      assertThat(store.users().users(account, place))
          .as("%s", place)
          .isEqualTo(stretch(users, _ -> true, user -> user.id().id(), Sid.ORDER, place));
    }
  }

  private <R> void commit(List<R> all, Function<R, Change> change) throws Exception {
    store.commit(all.stream().map(change).toList());
  }

  /** What {@link Seek} says, word by word. */
  private static <K, R> List<R> stretch(
      List<R> all, Predicate<R> wanted, Function<R, K> key, Comparator<K> order, Seek<K> seek) {
    List<R> list = all.stream().filter(wanted).sorted(Comparator.comparing(key, order)).toList();
    if (seek.from().isEmpty()) {
      return list.subList(0, Math.min(seek.limit(), list.size()));
    }
    K from = seek.from().get();
    if (seek.backwards()) {
      List<R> before =
          list.stream().filter(each -> order.compare(key.apply(each), from) < 0).toList();
      return before.subList(Math.max(0, before.size() - seek.limit()), before.size());
    }
    return list.stream()
        .filter(each -> order.compare(key.apply(each), from) > 0)
        .limit(seek.limit())
        .toList();
  }
}
