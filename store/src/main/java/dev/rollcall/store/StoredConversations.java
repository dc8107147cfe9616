package dev.rollcall.store;

import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.ConversationRecords;
import dev.rollcall.core.conversation.ConversationStatus;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.MembershipId;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.conversation.MessageId;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Conversations as questions to the database. */
final class StoredConversations implements ConversationRecords {
  private final Reads reads;

  StoredConversations(Reads reads) {
    this.reads = reads;
  }

  @Override
  public Optional<Conversation> conversation(AccountSid account, ConversationId id) {
    return one(ConversationQueries.conversation(account, id));
  }

  @Override
  public List<Conversation> conversationsOf(
      AccountSid account, Actor actor, ConversationStatus status, Seek<UUID> seek) {
    return many(ConversationQueries.conversationsOf(account, actor, status, seek));
  }

  @Override
  public List<Conversation> conversations(
      AccountSid account, ConversationStatus status, Seek<UUID> seek) {
    return many(ConversationQueries.conversations(account, status, seek));
  }

  @Override
  public Optional<Membership> membership(ConversationId conversation, Actor actor) {
    return one(ConversationQueries.membership(conversation, actor));
  }

  @Override
  public Optional<Membership> membership(ConversationId conversation, MembershipId id) {
    return one(ConversationQueries.membership(conversation, id));
  }

  @Override
  public List<Membership> memberships(ConversationId conversation, Seek<Membership.Place> seek) {
    return many(ConversationQueries.memberships(conversation, seek));
  }

  @Override
  public List<Membership> owners(ConversationId conversation, int limit) {
    return many(ConversationQueries.owners(conversation, limit));
  }

  @Override
  public Optional<Message> message(ConversationId conversation, MessageId id) {
    return one(ConversationQueries.message(conversation, id));
  }

  @Override
  public Optional<Message> messageWithKey(
      ConversationId conversation, Actor sender, String idempotencyKey) {
    return one(ConversationQueries.messageWithKey(conversation, sender, idempotencyKey));
  }

  @Override
  public List<Message> messages(ConversationId conversation, Seek<Long> seek) {
    return many(ConversationQueries.messages(conversation, seek));
  }

  @Override
  public List<Message> messagesWithDeleted(ConversationId conversation, Seek<Long> seek) {
    return many(ConversationQueries.messagesWithDeleted(conversation, seek));
  }

  @Override
  public List<Message> children(
      ConversationId conversation, Optional<MessageId> parent, Seek<Long> seek) {
    return many(ConversationQueries.children(conversation, parent, seek));
  }

  @Override
  public Optional<Message> newestUpTo(ConversationId conversation, long sequence) {
    return one(ConversationQueries.newestUpTo(conversation, sequence));
  }

  @Override
  public long unread(ConversationId conversation, long sequence, Actor reader) {
    return reads.answer(ConversationQueries.unread(conversation, sequence, reader)::count);
  }

  @Override
  public List<ConversationEvent> events(ConversationId conversation, Seek<Long> seek) {
    return many(ConversationQueries.events(conversation, seek));
  }

  @Override
  public Optional<Huddle> huddle(ConversationId conversation) {
    return one(ConversationQueries.huddle(conversation));
  }

  @Override
  public List<Huddle> openHuddles() {
    return many(ConversationQueries.openHuddles());
  }

  private <R> List<R> many(Query<R> query) {
    return reads.answer(query::run);
  }

  private <R> Optional<R> one(Query<R> query) {
    return many(query).stream().findFirst();
  }
}
