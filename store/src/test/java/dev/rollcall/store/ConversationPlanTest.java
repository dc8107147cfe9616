package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.UserId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No question about conversations or users walks a whole table, sorts, or walks what it skips. */
class ConversationPlanTest {
  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(71);
  private final AccountSid account = random.account();
  private final ConversationId conversation = new ConversationId(random.id());
  private final Actor actor = Actor.phone("+493012345");
  private SqliteStore store;
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    Path file = directory.resolve("plans.db");
    store = SqliteStore.open(file, StoreSettings.DEFAULT);
    connection = SqliteStore.writerSource(file, StoreSettings.DEFAULT).getConnection();
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    store.close();
  }

  @Test
  void listsOfConversations() throws SQLException {
    for (Seek<UUID> seek : seeks(random.id())) {
      assertThat(
              plan(
                  ConversationQueries.conversationsOf(
                      account, actor, ConversationStatus.ACTIVE, seek)))
          .isEqualTo(
              "SEARCH membership USING COVERING INDEX membership_of_actor (account_sid=? AND"
                  + " actor_type=? AND actor_reference=? AND conversation_status=?"
                  + bound(" AND conversation_id%s?", seek, false)
                  + "); SEARCH conversation USING INDEX sqlite_autoindex_conversation_1 (id=?)");
      assertThat(plan(ConversationQueries.conversations(account, ConversationStatus.ACTIVE, seek)))
          .isEqualTo(
              "SEARCH conversation USING INDEX conversation_by_status (account_sid=? AND status=?"
                  + bound(" AND id%s?", seek, false)
                  + ")");
    }
  }

  @Test
  void listsOfMemberships() throws SQLException {
    Membership.Place place =
        new Membership.Place(Instant.ofEpochMilli(5), new MembershipId(random.id()));
    for (Seek<Membership.Place> seek : seeks(place)) {
      assertThat(plan(ConversationQueries.memberships(conversation, seek)))
          .isEqualTo(
              "SEARCH membership USING INDEX membership_in_order (conversation_id=?"
                  + bound(" AND (joined_at,id)%s(?,?)", seek, true)
                  + ")");
    }
    assertThat(plan(ConversationQueries.owners(conversation, 2)))
        .isEqualTo("SEARCH membership USING INDEX membership_owner (conversation_id=? AND role=?)");
  }

  @Test
  void listsInsideOneConversation() throws SQLException {
    MessageId parent = new MessageId(random.id());
    for (Seek<Long> seek : seeks(7L)) {
      assertThat(plan(ConversationQueries.messages(conversation, seek)))
          .isEqualTo(
              "SEARCH message USING INDEX message_shown (conversation_id=? AND deleted_at=?"
                  + bound(" AND sequence%s?", seek, false)
                  + ")");
      assertThat(plan(ConversationQueries.messagesWithDeleted(conversation, seek)))
          .isEqualTo(
              "SEARCH message USING INDEX message_by_sequence (conversation_id=?"
                  + bound(" AND sequence%s?", seek, true)
                  + ")");
      for (Optional<MessageId> each : List.of(Optional.<MessageId>empty(), Optional.of(parent))) {
        assertThat(plan(ConversationQueries.children(conversation, each, seek)))
            .isEqualTo(
                "SEARCH message USING INDEX message_child (conversation_id=? AND parent_id=?"
                    + bound(" AND sequence%s?", seek, true)
                    + ")");
      }
      assertThat(plan(ConversationQueries.events(conversation, seek)))
          .isEqualTo(
              "SEARCH conversation_event USING INDEX sqlite_autoindex_conversation_event_1"
                  + " (conversation_id=?"
                  + bound(" AND sequence%s?", seek, false)
                  + ")");
    }
    assertThat(plan(ConversationQueries.newestUpTo(conversation, 7)))
        .isEqualTo(
            "SEARCH message USING INDEX message_shown (conversation_id=? AND deleted_at=? AND"
                + " sequence<?)");
    assertThat(
            Plans.of(connection, ConversationQueries.unread(conversation, 7, actor).countingSql()))
        .isEqualTo(
            "SEARCH message USING COVERING INDEX message_shown (conversation_id=? AND deleted_at=?"
                + " AND sequence>?)");
  }

  @Test
  void singleRecordsOfConversations() throws SQLException {
    assertThat(plan(ConversationQueries.conversation(account, conversation)))
        .isEqualTo("SEARCH conversation USING INDEX sqlite_autoindex_conversation_1 (id=?)");
    assertThat(plan(ConversationQueries.membership(conversation, actor)))
        .isEqualTo(
            "SEARCH membership USING INDEX membership_joined (conversation_id=? AND actor_type=?"
                + " AND actor_reference=?)");
    assertThat(plan(ConversationQueries.membership(conversation, new MembershipId(random.id()))))
        .isEqualTo("SEARCH membership USING INDEX sqlite_autoindex_membership_1 (id=?)");
    assertThat(plan(ConversationQueries.message(conversation, new MessageId(random.id()))))
        .isEqualTo("SEARCH message USING INDEX sqlite_autoindex_message_1 (id=?)");
    assertThat(plan(ConversationQueries.messageWithKey(conversation, actor, "key")))
        .isEqualTo(
            "SEARCH message USING INDEX message_by_key (conversation_id=? AND sender_type=? AND"
                + " sender_reference=? AND idempotency_key=?)");
    assertThat(plan(ConversationQueries.huddle(conversation)))
        .isEqualTo("SEARCH huddle USING INDEX huddle_open (conversation_id=?)");
    assertThat(plan(ConversationQueries.openHuddles()))
        .isEqualTo("SCAN huddle USING INDEX huddle_open");
  }

  @Test
  void usersAndTokens() throws SQLException {
    UserId user = new UserId(random.id());
    assertThat(plan(UserQueries.user(account, user)))
        .isEqualTo("SEARCH known_user USING INDEX sqlite_autoindex_known_user_1 (id=?)");
    assertThat(plan(UserQueries.userNamed(account, "anna")))
        .isEqualTo("SEARCH known_user USING INDEX known_user_by_name (account_sid=? AND name=?)");
    assertThat(plan(UserQueries.userAt(account, "+493012345")))
        .isEqualTo(
            "SEARCH user_address USING INDEX sqlite_autoindex_user_address_1 (account_sid=? AND"
                + " address=?); SEARCH known_user USING INDEX sqlite_autoindex_known_user_1"
                + " (id=?)");
    assertThat(plan(UserQueries.addresses(user)))
        .isEqualTo("SEARCH user_address USING INDEX user_address_by_user (user_id=?)");
    for (Seek<UUID> seek : seeks(random.id())) {
      assertThat(plan(UserQueries.users(account, seek)))
          .isEqualTo(
              "SEARCH known_user USING INDEX known_user_by_account (account_sid=?"
                  + bound(" AND id%s?", seek, true)
                  + ")");
    }
    assertThat(plan(UserQueries.tokens()))
        .as("all tokens are asked for, once")
        .isEqualTo("SCAN api_token USING INDEX sqlite_autoindex_api_token_1");
  }

  private static <K> List<Seek<K>> seeks(K key) {
    return List.of(Seek.first(50), Seek.after(key, 50), Seek.before(key, 50));
  }

  private static String bound(String form, Seek<?> seek, boolean ascending) {
    return seek.from().isEmpty() ? "" : form.formatted(seek.backwards() == ascending ? "<" : ">");
  }

  private String plan(Query<?> query) throws SQLException {
    return Plans.of(connection, query.sql());
  }
}
