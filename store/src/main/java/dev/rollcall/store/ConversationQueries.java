package dev.rollcall.store;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import dev.rollcall.store.Query.Order;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The questions about conversations in SQL. What holds, is shown or is open is asked for in the
 * words of the partial indices, which makes them usable.
 */
final class ConversationQueries {
  private static final String HOLDS = "state = 'joined'";
  private static final String SHOWN = "deleted_at is null";
  private static final String OPEN = "ended_at is null";
  private static final String CONVERSATION = "conversation_id";
  private static final String SEQUENCE = "sequence";

  private ConversationQueries() {}

  static Query<Conversation> conversation(AccountSid account, ConversationId id) {
    return Query.of(ConversationTable.TABLE).equal(Table.ID, id).equal("account_sid", account);
  }

  /** A cross join, because SQLite then takes the tables in this order and need not sort. */
  static Query<Conversation> conversationsOf(
      AccountSid account, Actor actor, ConversationStatus status, Seek<UUID> seek) {
    return Query.of(ConversationTable.TABLE, "membership cross join conversation")
        .where("conversation.id = membership.conversation_id")
        .where("membership." + HOLDS)
        .equal("membership.account_sid", account)
        .equal("membership.actor", actor)
        .equal("membership.conversation_status", status)
        .seek(Order.newestFirst("membership.conversation_id"), seek, id -> List.of(id.toString()));
  }

  static Query<Conversation> conversations(
      AccountSid account, ConversationStatus status, Seek<UUID> seek) {
    return Query.of(ConversationTable.TABLE)
        .equal("account_sid", account)
        .equal("status", status)
        .seek(Order.newestFirst(Table.ID), seek, id -> List.of(id.toString()));
  }

  static Query<Membership> membership(ConversationId conversation, Actor actor) {
    return Query.of(MembershipTable.TABLE)
        .equal(CONVERSATION, conversation)
        .equal("actor", actor)
        .where(HOLDS);
  }

  static Query<Membership> membership(ConversationId conversation, MembershipId id) {
    return Query.of(MembershipTable.TABLE).equal(Table.ID, id).equal(CONVERSATION, conversation);
  }

  static Query<Membership> memberships(ConversationId conversation, Seek<Membership.Place> seek) {
    return Query.of(MembershipTable.TABLE)
        .equal(CONVERSATION, conversation)
        .where(HOLDS)
        .seek(
            Order.oldestFirst("joined_at", Table.ID),
            seek,
            place -> List.of(Query.millis(place.joined()), place.id().text()));
  }

  static Query<Membership> owners(ConversationId conversation, int limit) {
    return Query.of(MembershipTable.TABLE)
        .equal(CONVERSATION, conversation)
        .where("role = 'owner'")
        .where(HOLDS)
        .first(Order.oldestFirst(Table.ID), limit);
  }

  static Query<Message> message(ConversationId conversation, MessageId id) {
    return Query.of(MessageTable.TABLE).equal(Table.ID, id).equal(CONVERSATION, conversation);
  }

  static Query<Message> messageWithKey(ConversationId conversation, Actor sender, String key) {
    return Query.of(MessageTable.TABLE)
        .equal(CONVERSATION, conversation)
        .equal("sender", sender)
        .equal("idempotency_key", key);
  }

  static Query<Message> messages(ConversationId conversation, Seek<Long> seek) {
    return shown(conversation).seek(Order.newestFirst(SEQUENCE), seek, List::of);
  }

  static Query<Message> messagesWithDeleted(ConversationId conversation, Seek<Long> seek) {
    return Query.of(MessageTable.TABLE)
        .equal(CONVERSATION, conversation)
        .seek(Order.oldestFirst(SEQUENCE), seek, List::of);
  }

  static Query<Message> children(
      ConversationId conversation, Optional<MessageId> parent, Seek<Long> seek) {
    Query<Message> query = shown(conversation);
    parent.ifPresentOrElse(
        id -> query.equal("parent_id", id), () -> query.where("parent_id is null"));
    return query.seek(Order.oldestFirst(SEQUENCE), seek, List::of);
  }

  static Query<Message> newestUpTo(ConversationId conversation, long sequence) {
    return shown(conversation).upTo(SEQUENCE, sequence).first(Order.newestFirst(SEQUENCE), 1);
  }

  /** To be counted. */
  static Query<Message> unread(ConversationId conversation, long sequence, Actor reader) {
    return shown(conversation).after(SEQUENCE, sequence).not("sender", reader);
  }

  private static Query<Message> shown(ConversationId conversation) {
    return Query.of(MessageTable.TABLE).equal(CONVERSATION, conversation).where(SHOWN);
  }

  static Query<ConversationEvent> events(ConversationId conversation, Seek<Long> seek) {
    return Query.of(ConversationEventTable.TABLE)
        .equal(CONVERSATION, conversation)
        .seek(Order.newestFirst(SEQUENCE), seek, List::of);
  }

  static Query<Huddle> huddle(ConversationId conversation) {
    return Query.of(HuddleTable.TABLE).equal(CONVERSATION, conversation).where(OPEN);
  }

  static Query<Huddle> openHuddles() {
    return Query.of(HuddleTable.TABLE).where(OPEN).all(Order.oldestFirst(CONVERSATION));
  }
}
