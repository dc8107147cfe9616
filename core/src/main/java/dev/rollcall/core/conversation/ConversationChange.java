package dev.rollcall.core.conversation;

import dev.rollcall.core.journal.Change;

/** One record of a conversation as it is to be from now on. */
public sealed interface ConversationChange extends Change {
  record OfConversation(Conversation conversation) implements ConversationChange {}

  record OfMembership(Membership membership) implements ConversationChange {}

  record OfMessage(Message message) implements ConversationChange {}

  record OfEvent(ConversationEvent event) implements ConversationChange {}

  record OfHuddle(Huddle huddle) implements ConversationChange {}
}
