package dev.rollcall.core.conversation;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.user.Actor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Conversations and what is in them, read from where they were journaled. Sees every change whose
 * commit returned before the question was asked. No answer costs more because a list is long. Safe
 * for use by many threads. Each method throws {@link dev.rollcall.core.RefusedException} with
 * {@code STORE_UNAVAILABLE} if it cannot read.
 */
public interface ConversationRecords {
  /** A conversation in whatever state. */
  Optional<Conversation> conversation(AccountSid account, ConversationId id);

  /** Conversations in {@code status} of which {@code actor} is a member now, newest first by id. */
  List<Conversation> conversationsOf(
      AccountSid account, Actor actor, ConversationStatus status, Seek<UUID> seek);

  /** All conversations of {@code account} in {@code status}, newest first by id. */
  List<Conversation> conversations(AccountSid account, ConversationStatus status, Seek<UUID> seek);

  /** The membership of {@code actor} that holds. */
  Optional<Membership> membership(ConversationId conversation, Actor actor);

  /** A membership in whatever state. */
  Optional<Membership> membership(ConversationId conversation, MembershipId id);

  /** The memberships that hold, in the order of {@link Membership.Place}. */
  List<Membership> memberships(ConversationId conversation, Seek<Membership.Place> seek);

  /** At most {@code limit} owners whose membership holds. */
  List<Membership> owners(ConversationId conversation, int limit);

  Optional<Message> message(ConversationId conversation, MessageId id);

  Optional<Message> messageWithKey(
      ConversationId conversation, Actor sender, String idempotencyKey);

  /** Messages that are not deleted, newest first by sequence. */
  List<Message> messages(ConversationId conversation, Seek<Long> seek);

  /** All messages, deleted ones too, oldest first by sequence: what a tree is made of. */
  List<Message> messagesWithDeleted(ConversationId conversation, Seek<Long> seek);

  /** Messages not deleted whose parent is {@code parent}; the roots if empty. Oldest first. */
  List<Message> children(ConversationId conversation, Optional<MessageId> parent, Seek<Long> seek);

  /** The newest message that is not deleted and whose sequence is at most {@code sequence}. */
  Optional<Message> newestUpTo(ConversationId conversation, long sequence);

  /**
   * For each of {@code sequences} the {@link #newestUpTo(ConversationId, long) newest message up
   * to} it; a sequence without one has no entry. At most a page's worth of sequences is asked for.
   */
  default Map<Long, MessageId> newestUpTo(ConversationId conversation, Set<Long> sequences) {
    Map<Long, MessageId> found = new HashMap<>();
    for (long sequence : sequences) {
      newestUpTo(conversation, sequence).ifPresent(each -> found.put(sequence, each.id()));
    }
    return found;
  }

  /** How many messages after {@code sequence} are neither deleted nor sent by {@code reader}. */
  long unread(ConversationId conversation, long sequence, Actor reader);

  /** Events, newest first by sequence. */
  List<ConversationEvent> events(ConversationId conversation, Seek<Long> seek);

  /** The huddle of {@code conversation} that is not over. */
  Optional<Huddle> huddle(ConversationId conversation);

  /** All huddles that are not over. Asked once, at the start. */
  List<Huddle> openHuddles();
}
