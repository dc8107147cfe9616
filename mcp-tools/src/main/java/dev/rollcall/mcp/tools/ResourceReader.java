package dev.rollcall.mcp.tools;

import dev.rollcall.core.access.Principal;
import dev.rollcall.core.conference.ParticipantFilter;
import dev.rollcall.core.conversation.Conversation;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Conversations;
import dev.rollcall.core.conversation.HuddleView;
import dev.rollcall.core.conversation.Huddles;
import dev.rollcall.core.conversation.Membership;
import dev.rollcall.core.conversation.Message;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.paging.Seek;
import dev.rollcall.core.roster.ConferenceReference;
import dev.rollcall.core.roster.Presence;
import dev.rollcall.core.roster.Roster;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.mcp.RenderedJson;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes what resources hold. Lists are their first page; its {@code next} is a cursor for the tool
 * that lists the same.
 */
final class ResourceReader {
  private static final int PAGE = 100;
  private static final int MESSAGES = 50;

  private final Conversations conversations;
  private final Huddles huddles;
  private final Roster roster;
  private final Cursors cursors;

  ResourceReader(Conversations conversations, Huddles huddles, Roster roster, Cursors cursors) {
    this.conversations = conversations;
    this.huddles = huddles;
    this.roster = roster;
    this.cursors = cursors;
  }

  /**
   * What {@code uri} names.
   *
   * @throws dev.rollcall.core.RefusedException if {@code caller} may not see it
   */
  RenderedJson read(Principal caller, ResourceUri uri) {
    return switch (uri) {
      case ResourceUri.OfConversation(ConversationId id) -> conversation(caller, id);
      case ResourceUri.OfMembers(ConversationId id) -> members(caller, id);
      case ResourceUri.OfMessages(ConversationId id) -> messages(caller, id);
      case ResourceUri.OfConference(ConferenceSid sid) -> participants(caller, sid);
    };
  }

  private RenderedJson conversation(Principal caller, ConversationId id) {
    Conversation conversation = conversations.get(caller, id);
    Optional<HuddleView> huddle = huddles.current(caller, id, roster);
    return RenderedJson.ofUtf8(
        JsonBytes.write(
            generator -> {
              Fields json = new Fields(generator);
              json.begin();
              ConversationJson.fields(json, conversation);
              HuddleJson.fields(json, huddle);
              json.end();
            }));
  }

  private RenderedJson members(Principal caller, ConversationId id) {
    Seek<Membership.Place> seek = Seek.first(PAGE);
    return PageJson.of(
        conversations.members(caller, id, seek),
        seek,
        ParticipantTools.participants(cursors, caller, id),
        Membership::place,
        MembershipJson::whole);
  }

  private RenderedJson messages(Principal caller, ConversationId id) {
    Seek<Long> seek = Seek.first(MESSAGES);
    return PageJson.of(
        conversations.messages(caller, id, seek),
        seek,
        MessageTools.messages(cursors, caller, id),
        Message::sequence,
        MessageJson::listed);
  }

  private RenderedJson participants(Principal caller, ConferenceSid sid) {
    Seek<UUID> seek = Seek.first(PAGE);
    return PageJson.of(
        RosterPages.read(
            seek,
            page ->
                roster.participants(
                    caller.account(),
                    new ConferenceReference.BySid(sid),
                    Presence.LIVE,
                    ParticipantFilter.ALL,
                    page)),
        seek,
        ConferenceParticipantTools.participants(
            cursors, caller, sid, Presence.LIVE, ParticipantFilter.ALL),
        each -> each.sid().id(),
        ConferenceJson::participant);
  }
}
