package dev.rollcall.core.conversation;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.paging.Slice;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The conversations, and every rule about them: the one place that every door asks.
 *
 * <p>Whoever is not a member (and has no {@code CONVERSATIONS_ADMIN}) is refused exactly as if the
 * conversation did not exist. A change has been made durable and can be read when a method returns.
 * Safe for use by many threads.
 */
public final class Conversations {
  @SuppressWarnings("UnusedVariable")
  private final ConversationPorts ports;

  public Conversations(ConversationPorts ports) {
    this.ports = ports;
  }

  /** The caller's conversations in {@code status}, newest first; with the admin scope, all. */
  public Slice<Conversation> list(Principal caller, ConversationStatus status, Seek<UUID> seek) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Conversation get(Principal caller, ConversationId id) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** A new conversation, whose owner is the caller. */
  public Conversation create(Principal caller, Optional<String> title, Optional<String> summary) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Conversation update(Principal caller, ConversationId id, ConversationUpdate update) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Deletes a conversation, which nobody sees from then on; returns it as it was deleted. */
  public Conversation delete(Principal caller, ConversationId id) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Whether {@code caller} may read {@code id} now. */
  public boolean mayRead(Principal caller, ConversationId id) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Those who are in it now, in the order of {@link Membership.Place}. */
  public Slice<Membership> members(
      Principal caller, ConversationId id, Seek<Membership.Place> seek) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Membership member(Principal caller, ConversationId id, MemberReference reference) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /**
   * Adds a member or a viewer; who is in it already in that role is returned as it is.
   *
   * @param reference a user by name or id, or a phone by address
   */
  public Membership addMember(
      Principal caller, ConversationId id, MemberReference reference, Role role) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Membership updateMember(
      Principal caller, ConversationId id, MemberReference reference, MembershipUpdate update) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Removes a member, or leaves if that is the caller; returns the membership as it ended. */
  public Membership removeMember(Principal caller, ConversationId id, MemberReference reference) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Messages that are not deleted, newest first. */
  public Slice<Message> messages(Principal caller, ConversationId id, Seek<Long> seek) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Message message(Principal caller, ConversationId id, MessageId message) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public Message post(Principal caller, ConversationId id, NewMessage message) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Changes what a message of the caller's own says. */
  public Message edit(Principal caller, ConversationId id, MessageId message, List<Part> parts) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Deletes a message: the sender's own, or anyone's for an owner. Its number stays taken. */
  public Message deleteMessage(Principal caller, ConversationId id, MessageId message) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The oldest {@code limit} messages and how they hang together. */
  public MessageTree tree(Principal caller, ConversationId id, int limit) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** The messages that answer the same message as {@code message} does, itself among them. */
  public Slice<Message> branches(
      Principal caller, ConversationId id, MessageId message, Seek<Long> seek) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Makes {@code message} the one that the next message answers. */
  public Conversation select(Principal caller, ConversationId id, MessageId message) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /**
   * A new conversation of the caller's own with copies of the messages from the root to {@code
   * message}.
   */
  public Conversation fork(
      Principal caller, ConversationId id, MessageId message, Optional<String> title) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  public ReadState readState(Principal caller, ConversationId id) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** Moves the caller's own marker up to and including {@code message}; never back. */
  public ReadState markRead(Principal caller, ConversationId id, MessageId message) {
    return dev.rollcall.core.Unbuilt.yet();
  }

  /** What happened, newest first. */
  public Slice<ConversationEvent> events(Principal caller, ConversationId id, Seek<Long> seek) {
    return dev.rollcall.core.Unbuilt.yet();
  }
}
