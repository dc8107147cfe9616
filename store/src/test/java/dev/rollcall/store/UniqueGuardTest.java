package dev.rollcall.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.access.TokenChange;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationChange;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipState;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.journal.Change;
import dev.rollcall.core.journal.JournalException;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.core.user.User;
import dev.rollcall.core.user.UserChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What core's rules forbid, the database refuses too, and only the commit that tried it. */
class UniqueGuardTest {
  @TempDir Path directory;

  private final RandomRecords random = new RandomRecords(101);
  private final AccountSid account = random.account();
  private final RandomConversations make = new RandomConversations(random, account);
  private final Conversation conversation = make.conversation(ConversationStatus.ACTIVE);
  private final Conversation other = make.conversation(ConversationStatus.ACTIVE);
  private final Actor actor = make.actor();
  private SqliteStore store;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(directory.resolve("guards.db"), StoreSettings.DEFAULT);
    store.commit(
        List.of(
            new ConversationChange.OfConversation(conversation),
            new ConversationChange.OfConversation(other)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anActorIsInAConversationOnce() throws Exception {
    Membership first = joined(conversation);
    store.commit(List.of(new ConversationChange.OfMembership(first)));
    refused("UNIQUE", new ConversationChange.OfMembership(joined(conversation)));

    Membership elsewhere = joined(other);
    Membership again = joined(conversation);
    Membership ended = RandomConversations.in(MembershipState.LEFT, first);
    // In the order in which nobody could write it: the new one before the old one has ended.
    store.commit(
        List.of(
            new ConversationChange.OfMembership(elsewhere),
            new ConversationChange.OfMembership(again),
            new ConversationChange.OfMembership(ended)));
    assertThat(store.conversations().membership(conversation.id(), actor)).contains(again);
    assertThat(store.conversations().membership(conversation.id(), first.id())).contains(ended);
    assertThat(store.conversations().membership(other.id(), actor)).contains(elsewhere);
  }

  @Test
  void theLastOfSeveralChangesOfOneMembershipStays() throws Exception {
    Membership joined = joined(conversation);
    Membership left = RandomConversations.in(MembershipState.LEFT, joined);
    store.commit(
        List.of(
            new ConversationChange.OfMembership(joined),
            new ConversationChange.OfMembership(left)));
    assertThat(store.conversations().membership(conversation.id(), joined.id())).contains(left);

    store.commit(
        List.of(
            new ConversationChange.OfMembership(left),
            new ConversationChange.OfMembership(joined)));
    assertThat(store.conversations().membership(conversation.id(), actor)).contains(joined);
  }

  @Test
  void namesAddressesAndHashesAreUnique() throws Exception {
    User anna = user("anna", List.of("+491", "+492"));
    ApiToken token = make.token(anna);
    store.commit(List.of(new UserChange(anna), new TokenChange(token)));
    User ben = user("ben", List.of("+493"));

    refused("UNIQUE", new UserChange(user("anna", List.of())));
    refused("user_address", new UserChange(user("carl", List.of("+494", "+492"))));
    refused("user_address", new UserChange(user("dora", List.of("+495", "+495"))));
    assertThat(store.users().userAt(account, "+492")).contains(anna);
    assertThat(store.users().userAt(account, "+494")).isEmpty();
    refused(
        "UNIQUE",
        new UserChange(ben),
        new TokenChange(
            new ApiToken(
                make.token(ben).id(),
                account,
                ben.id(),
                "",
                token.scopes(),
                token.hash(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    assertThat(store.users().userNamed(account, "ben")).isEmpty();
    refused("FOREIGN KEY", new TokenChange(make.token(ben)));

    AccountSid stranger = random.account();
    User namesake =
        new User(
            ben.id(), stranger, anna.type(), anna.name(), "Anna", anna.addresses(), anna.created());
    store.commit(List.of(new UserChange(namesake)));
    assertThat(store.users().userAt(stranger, "+492")).contains(namesake);
    assertThat(store.users().userAt(account, "+492")).contains(anna);
  }

  @Test
  void aMessageHasItsNumberAndItsKeyAlone() throws Exception {
    Message first = make.message(conversation.id(), 1, Optional.empty(), Optional.of("key"));
    store.commit(List.of(new ConversationChange.OfMessage(first)));

    refused("message.sequence", new ConversationChange.OfMessage(make.message(conversation, 1)));
    refused("idempotency_key", new ConversationChange.OfMessage(as(first, conversation, 2)));
    refused(
        "FOREIGN KEY",
        new ConversationChange.OfMessage(
            make.message(
                conversation.id(), 2, Optional.of(new MessageId(random.id())), Optional.empty())));
    store.commit(List.of(new ConversationChange.OfMessage(as(first, other, 1))));
    assertThat(store.conversations().messagesWithDeleted(conversation.id(), Seek.first(9)))
        .containsExactly(first);
  }

  @Test
  void anEventNeverBecomesAnother() throws Exception {
    ConversationEvent event = make.event(conversation, 1);
    store.commit(List.of(new ConversationChange.OfEvent(event)));
    store.commit(List.of(new ConversationChange.OfEvent(event)));
    refused(
        "another conversation_event has the same conversation_id and sequence",
        new ConversationChange.OfEvent(make.event(conversation, 1)));
    assertThat(store.conversations().events(conversation.id(), Seek.first(9)))
        .containsExactly(event);
  }

  @Test
  void aConversationHasOneOpenHuddle() throws Exception {
    Huddle first = make.huddle(conversation, true);
    Huddle second = make.huddle(conversation, true);
    store.commit(List.of(new ConversationChange.OfHuddle(first)));
    refused("UNIQUE", new ConversationChange.OfHuddle(second));

    Huddle ended =
        new Huddle(
            first.id(),
            account,
            first.conversation(),
            first.room(),
            first.conference(),
            first.startedBy(),
            first.started(),
            Optional.of(first.started()));
    store.commit(
        List.of(new ConversationChange.OfHuddle(second), new ConversationChange.OfHuddle(ended)));
    assertThat(store.conversations().huddle(conversation.id())).contains(second);
    assertThat(store.conversations().openHuddles()).containsExactly(second);
  }

  @Test
  void whatBelongsToNoConversationIsRefused() throws Exception {
    Conversation unknown = make.conversation();
    refused("membership", new ConversationChange.OfMembership(make.membership(unknown)));
    refused("FOREIGN KEY", new ConversationChange.OfMessage(make.message(unknown, 1)));
    refused("FOREIGN KEY", new ConversationChange.OfEvent(make.event(unknown, 1)));
    refused("FOREIGN KEY", new ConversationChange.OfHuddle(make.huddle(unknown, true)));
  }

  /** Refuses all of {@code changes} and a bystander that came with them; others are written. */
  private void refused(String why, Change... changes) throws JournalException {
    Conversation bystander = make.conversation();
    List<Change> together = new ArrayList<>(List.of(changes));
    together.add(new ConversationChange.OfConversation(bystander));
    assertThatThrownBy(() -> store.commit(together))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(why);
    assertThat(store.conversations().conversation(account, bystander.id())).isEmpty();

    Conversation next = make.conversation();
    store.commit(List.of(new ConversationChange.OfConversation(next)));
    assertThat(store.conversations().conversation(account, next.id())).contains(next);
  }

  private Membership joined(Conversation where) {
    return make.membership(where.id(), actor, MembershipState.JOINED);
  }

  private User user(String name, List<String> addresses) {
    User user = make.user();
    return new User(
        user.id(), account, user.type(), name, user.displayName(), addresses, user.created());
  }

  private Message as(Message message, Conversation where, long sequence) {
    return new Message(
        new MessageId(random.id()),
        account,
        where.id(),
        sequence,
        message.parent(),
        message.role(),
        message.sender(),
        message.senderName(),
        message.parts(),
        message.idempotencyKey(),
        message.created(),
        message.updated(),
        message.edited(),
        message.deleted());
  }
}
