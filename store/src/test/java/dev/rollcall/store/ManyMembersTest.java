package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.ActorType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page costs the same in a list of a thousand and of a million. Cost is what SQLite's virtual
 * machine carries out, which is the same on every machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyMembersTest {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final int PAGE = 50;

  /** More members join in one millisecond than fit a page, so that their ids decide. */
  private static final int IN_ONE_MILLISECOND = 130;

  /** The machine spends an instruction or two on what it has not done before. */
  private static final Offset<Integer> SAME = Offset.offset(5);

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final RandomRecords random = new RandomRecords(111);
  private final AccountSid account = random.account();
  private final RandomConversations make = new RandomConversations(random, account);
  private final Conversation small = make.conversation(ConversationStatus.ACTIVE);
  private final Conversation large = make.conversation(ConversationStatus.ACTIVE);
  private SqliteStore store;
  private Connection connection;

  @BeforeAll
  void fill(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("million.db");
    store = SqliteStore.open(file, StoreSettings.DEFAULT);
    store.commit(
        List.of(
            new ConversationChange.OfConversation(small),
            new ConversationChange.OfConversation(large)));
    connection = SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
    execute("pragma cache_size = -262144");
    connection.setAutoCommit(false);
    insertMembers(small.id(), FEW);
    insertMembers(large.id(), MANY);
    connection.commit();
    connection.setAutoCommit(true);
  }

  @AfterAll
  void close() throws Exception {
    connection.close();
    store.close();
  }

  @Test
  void pagesAreExactAtTheBeginningInTheMiddleAndAtTheEnd() {
    for (int size : List.of(FEW, MANY)) {
      ConversationId conversation = (size == FEW ? small : large).id();
      assertThat(members(conversation, Seek.first(PAGE))).isEqualTo(numbers(0, PAGE));
      for (int at : List.of(0, 1, IN_ONE_MILLISECOND, size / 2, size - PAGE - 1, size - 1)) {
        assertThat(members(conversation, Seek.after(place(at, size), PAGE)))
            .as("after %d of %d", at, size)
            .isEqualTo(numbers(at + 1, Math.min(size, at + 1 + PAGE)));
        assertThat(members(conversation, Seek.before(place(at, size), PAGE)))
            .as("before %d of %d", at, size)
            .isEqualTo(numbers(Math.max(0, at - PAGE), at));
      }
    }
  }

  @Test
  void aPageCostsTheSameWhereverItLiesAndHoweverLongTheListIs() throws Exception {
    int first = cost(ConversationQueries.memberships(small.id(), Seek.first(PAGE)));
    // These members all joined in one millisecond, so each is compared by its id too.
    int next = cost(ConversationQueries.memberships(small.id(), seek(PAGE, FEW, false)));
    assertThat(List.of(first, next)).allMatch(cost -> cost > PAGE);
    for (int size : List.of(FEW, MANY)) {
      ConversationId conversation = (size == FEW ? small : large).id();
      assertThat(cost(ConversationQueries.memberships(conversation, Seek.first(PAGE))))
          .isCloseTo(first, SAME);
      for (int at : List.of(PAGE, size / 2, size - PAGE - 1)) {
        for (boolean backwards : List.of(false, true)) {
          assertThat(cost(ConversationQueries.memberships(conversation, seek(at, size, backwards))))
              .as("next to %d of %d, backwards: %s", at, size, backwards)
              .isBetween(first, next + SAME.value);
        }
      }
    }
  }

  @Test
  void oneMemberAndTheOwnersAreFoundAtTheSameCost() throws Exception {
    Membership few = make.membership(small.id(), make.actor(), MembershipState.JOINED);
    Membership many = make.membership(large.id(), make.actor(), MembershipState.JOINED);
    assertThat(cost(ConversationQueries.membership(large.id(), actor(MANY / 2))))
        .isCloseTo(cost(ConversationQueries.membership(small.id(), actor(FEW / 2))), SAME);
    assertThat(cost(ConversationQueries.membership(large.id(), few.actor())))
        .isCloseTo(cost(ConversationQueries.membership(small.id(), many.actor())), SAME);
    assertThat(store.conversations().owners(large.id(), 2))
        .extracting(each -> number(each.id()))
        .containsExactly(MANY - 1);
    assertThat(cost(ConversationQueries.owners(large.id(), 2)))
        .isCloseTo(cost(ConversationQueries.owners(small.id(), 2)), SAME);
  }

  @Test
  void theConversationsOfOneStatusAreFoundAmongManyOfAnother() throws Exception {
    List<Change> changes = new ArrayList<>();
    Actor busy = make.actor();
    List<Conversation> active = new ArrayList<>();
    for (int i = 0; i < 3 * FEW; i++) {
      boolean last = i >= 3 * FEW - 2;
      Conversation each =
          make.conversation(last ? ConversationStatus.ACTIVE : ConversationStatus.ARCHIVED);
      if (last) {
        active.add(each);
      }
      changes.add(new ConversationChange.OfConversation(each));
      changes.add(
          new ConversationChange.OfMembership(
              make.membership(each.id(), busy, MembershipState.JOINED)));
    }
    store.commit(changes);
    Actor idle = make.actor();
    store.commit(
        active.stream()
            .<Change>map(
                each ->
                    new ConversationChange.OfMembership(
                        make.membership(each.id(), idle, MembershipState.JOINED)))
            .toList());

    Query<Conversation> ofBusy = active(busy);
    assertThat(ofBusy.run(new Statements(connection))).containsExactlyInAnyOrderElementsOf(active);
    assertThat(cost(active(busy))).isCloseTo(cost(active(idle)), SAME);
  }

  private Query<Conversation> active(Actor actor) {
    return ConversationQueries.conversationsOf(
        account, actor, ConversationStatus.ACTIVE, Seek.first(PAGE));
  }

  private int cost(Query<?> query) throws SQLException {
    try (Statements statements = new Statements(connection)) {
      return Plans.instructions(connection, () -> query.run(statements));
    }
  }

  private List<Integer> members(ConversationId conversation, Seek<Membership.Place> seek) {
    return store.conversations().memberships(conversation, seek).stream()
        .map(each -> number(each.id()))
        .toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static Seek<Membership.Place> seek(int at, int size, boolean backwards) {
    return backwards ? Seek.before(place(at, size), PAGE) : Seek.after(place(at, size), PAGE);
  }

  private static Actor actor(int number) {
    return new Actor(ActorType.PHONE, "%07d".formatted(number));
  }

  /** The id of a member ends in its number and begins with the size of its conversation. */
  private static MembershipId id(int number, int size) {
    return new MembershipId(new UUID((long) size << 32, number));
  }

  private static int number(MembershipId id) {
    return (int) id.id().getLeastSignificantBits();
  }

  private static Membership.Place place(int number, int size) {
    return new Membership.Place(FIRST.plusMillis(number / IN_ONE_MILLISECOND), id(number, size));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** One owner, who joined last, and phones; all by one statement. */
  private void insertMembers(ConversationId conversation, int size) throws SQLException {
    String prefix = id(0, size).text().substring(0, 24);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into membership
              (id, account_sid, conversation_id, actor_type, actor_reference, display_name, role,
               state, marker_private, notification_preference, joined_at, updated_at,
               conversation_status)
            with recursive member (number) as
              (select 0 union all select number + 1 from member where number + 1 < ?)
            select ? || printf('%012x', number), ?, ?, 'phone', printf('%07d', number), 'Phone ' || number,
              case when number + 1 = ? then 'owner' else 'viewer' end,
              'joined', false, 'none', ? + number / ?, 0, 'active'
            from member
            """)) {
      new Parameters(insert)
          .number(size)
          .text(prefix)
          .sid(account)
          .id(conversation)
          .number(size)
          .instant(FIRST)
          .number(IN_ONE_MILLISECOND);
      insert.executeUpdate();
    }
  }
}
