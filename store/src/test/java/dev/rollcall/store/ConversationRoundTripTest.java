package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.TokenChange;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationRecords;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationRoundTripTest {
  private static final int RECORDS = 200;

  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(81);
  private final AccountSid account = random.account();
  private final RandomConversations make = new RandomConversations(random, account);

  @Test
  void everyRecordIsThereAfterTheStoreWasClosedAndOpened() throws Exception {
    List<User> users = new ArrayList<>();
    List<ApiToken> tokens = new ArrayList<>();
    List<Conversation> conversations = new ArrayList<>();
    List<Membership> memberships = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    List<ConversationEvent> events = new ArrayList<>();
    List<Huddle> huddles = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      User user = make.user();
      users.add(user);
      tokens.add(make.token(user));
      Conversation conversation = make.conversation();
      conversations.add(conversation);
      memberships.add(make.membership(conversation));
      messages.add(make.message(conversation, 1 + random.below(9)));
      events.add(make.event(conversation, 1 + random.below(9)));
      huddles.add(make.huddle(conversation, random.flag()));
    }
    // What refers comes before what it refers to: the order is the store's affair.
    List<Change> changes = new ArrayList<>();
    huddles.forEach(record -> changes.add(new ConversationChange.OfHuddle(record)));
    events.forEach(record -> changes.add(new ConversationChange.OfEvent(record)));
    messages.forEach(record -> changes.add(new ConversationChange.OfMessage(record)));
    memberships.forEach(record -> changes.add(new ConversationChange.OfMembership(record)));
    conversations.forEach(record -> changes.add(new ConversationChange.OfConversation(record)));
    tokens.forEach(record -> changes.add(new TokenChange(record)));
    users.forEach(record -> changes.add(new UserChange(record)));

    Path file = directory.resolve("rollcall.db");
    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      store.commit(changes);
    }

    try (SqliteStore store = SqliteStore.open(file, StoreSettings.DEFAULT)) {
      ConversationRecords records = store.conversations();
      for (User user : users) {
        assertThat(store.users().user(account, user.id())).contains(user);
        assertThat(store.users().userNamed(account, user.name())).contains(user);
        for (String address : user.addresses()) {
          assertThat(store.users().userAt(account, address)).contains(user);
        }
      }
      assertThat(store.tokens().tokens()).containsExactlyInAnyOrderElementsOf(tokens);
      for (Conversation conversation : conversations) {
        assertThat(records.conversation(account, conversation.id())).contains(conversation);
      }
      for (Membership membership : memberships) {
        assertThat(records.membership(membership.conversation(), membership.id()))
            .contains(membership);
      }
      for (Message message : messages) {
        assertThat(records.message(message.conversation(), message.id())).contains(message);
      }
      for (ConversationEvent event : events) {
        assertThat(records.events(event.conversation(), Seek.first(5))).containsExactly(event);
      }
      for (Huddle huddle : huddles) {
        assertThat(records.huddle(huddle.conversation()))
            .isEqualTo(huddle.ended().isEmpty() ? Optional.of(huddle) : Optional.empty());
      }
      assertThat(records.openHuddles())
          .containsExactlyInAnyOrderElementsOf(
              huddles.stream().filter(huddle -> huddle.ended().isEmpty()).toList());
    }
  }

  @Test
  void whatBelongsElsewhereIsNotFound() throws Exception {
    User user = make.user();
    Conversation conversation = make.conversation();
    Conversation other = make.conversation();
    Membership membership = make.membership(conversation);
    Message message = make.message(conversation, 1);
    try (SqliteStore store = open()) {
      store.commit(
          List.of(
              new UserChange(user),
              new ConversationChange.OfConversation(conversation),
              new ConversationChange.OfConversation(other),
              new ConversationChange.OfMembership(membership),
              new ConversationChange.OfMessage(message)));
      AccountSid stranger = random.account();

      assertThat(store.users().user(stranger, user.id())).isEmpty();
      assertThat(store.users().userNamed(stranger, user.name())).isEmpty();
      assertThat(store.users().users(stranger, Seek.first(5))).isEmpty();
      assertThat(user.addresses())
          .allMatch(address -> store.users().userAt(stranger, address).isEmpty());
      assertThat(store.conversations().conversation(stranger, conversation.id())).isEmpty();
      assertThat(
              store.conversations().conversations(stranger, conversation.status(), Seek.first(5)))
          .isEmpty();
      assertThat(
              store
                  .conversations()
                  .conversationsOf(
                      stranger, membership.actor(), conversation.status(), Seek.first(5)))
          .isEmpty();
      assertThat(store.conversations().membership(other.id(), membership.id())).isEmpty();
      assertThat(store.conversations().message(other.id(), message.id())).isEmpty();
    }
  }

  @Test
  void theLaterChangeStays() throws Exception {
    User user = make.user();
    User renamed =
        new User(
            user.id(),
            account,
            user.type(),
            "renamed",
            "Renamed",
            List.of("+491", "+492"),
            user.created());
    Conversation active = make.conversation(ConversationStatus.ACTIVE);
    Conversation archived = RandomConversations.in(ConversationStatus.ARCHIVED, active);
    try (SqliteStore store = open()) {
      store.commit(
          List.of(
              new UserChange(user),
              new ConversationChange.OfConversation(archived),
              new UserChange(renamed),
              new ConversationChange.OfConversation(active)));
      assertThat(store.users().user(account, user.id())).contains(renamed);
      assertThat(store.users().userNamed(account, user.name())).isEmpty();
      assertThat(store.conversations().conversation(account, active.id())).contains(active);

      store.commit(List.of(new UserChange(user), new ConversationChange.OfConversation(archived)));
      assertThat(store.users().user(account, user.id())).contains(user);
      assertThat(store.users().userAt(account, "+491")).isEmpty();
      assertThat(store.conversations().conversation(account, active.id())).contains(archived);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"kind":"hologram","text":"secret"}] | a part of the kind "hologram"
          [{"kind":"text","text":"secret","mood":"secret"}] | with an unknown [mood]
          [{"kind":"text","text":{"secret":1}}] | a part with an unknown text
          [{"kind":"text"}] | a part without text
          [{"text":"secret"}] | a part without kind
          [{"kind":"tool_result","tool_call_id":"secret","output":"","is_error":"secret"}] | is_error
          ["secret"] | JSON that is no list of parts
          {"secret":1} | JSON that is no list of parts
          [] [] | more than one JSON value
          [{"kind":"text","text":"secret | broken JSON
          """)
  void partsThatThisVersionDoesNotKnowAreRefusedAndNotQuoted(String stored, String why)
      throws Exception {
    Conversation conversation = make.conversation();
    Message message = make.message(conversation, 1);
    Path file = directory.resolve("rollcall.db");
    try (SqliteStore store = open()) {
      store.commit(
          List.of(
              new ConversationChange.OfConversation(conversation),
              new ConversationChange.OfMessage(message)));
      execute(file, "update message set parts = '" + stored + "'");

      assertThatThrownBy(() -> store.conversations().message(conversation.id(), message.id()))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.problem()).isEqualTo(Problem.STORE_UNAVAILABLE))
          .hasMessageContainingAll("message " + message.id(), why, "in column parts")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void anUnknownScopeIsNamed() throws Exception {
    User user = make.user();
    try (SqliteStore store = open()) {
      store.commit(List.of(new UserChange(user), new TokenChange(make.token(user))));
      execute(directory.resolve("rollcall.db"), "update api_token set scopes = 'moon:walk'");

      assertThatThrownBy(() -> store.tokens().tokens())
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("holds the scope \"moon:walk\" in column scopes");
    }
  }

  private SqliteStore open() throws StoreException {
    return SqliteStore.open(directory.resolve("rollcall.db"), StoreSettings.DEFAULT);
  }

  private static void execute(Path file, String sql) throws SQLException {
    try (Connection connection =
            SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
