package dev.rollcall.core.journal;

import dev.rollcall.core.access.ApiToken;
import dev.rollcall.core.call.Call;
import dev.rollcall.core.conference.Conference;
import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.user.User;

/** One record as it is to be from now on, whether it was there before or not. */
public sealed interface Change {
  record OfConference(Conference conference) implements Change {}

  record OfParticipant(Participant participant) implements Change {}

  record OfCall(Call call) implements Change {}

  record OfUser(User user) implements Change {}

  record OfToken(ApiToken token) implements Change {}

  record OfConversation(Conversation conversation) implements Change {}

  record OfMembership(Membership membership) implements Change {}

  record OfMessage(Message message) implements Change {}

  record OfConversationEvent(ConversationEvent event) implements Change {}

  record OfHuddle(Huddle huddle) implements Change {}
}
