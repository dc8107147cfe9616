package dev.rollcall.mcp.tools;

import dev.rollcall.core.conference.Participant;
import dev.rollcall.core.conversation.ConversationId;
import dev.rollcall.core.conversation.Huddle;
import dev.rollcall.core.conversation.HuddleView;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.user.User;
import java.util.List;
import java.util.Optional;

/** Writes the call of a conversation and who is in it. */
final class HuddleJson {
  /** The rest is in {@code list_conference_participants}. */
  private static final int MOST_CALLERS = 50;

  private HuddleJson() {}

  static void write(Fields json, ConversationId conversation, Optional<HuddleView> view) {
    json.begin();
    json.plain("conversation_id", conversation.text());
    fields(json, view);
    json.end();
  }

  /**
   * {@code huddle}, null if none is open, and {@code callers}; where not all of these fit, also
   * {@code truncated}.
   */
  static void fields(Fields json, Optional<HuddleView> view) {
    if (view.isEmpty()) {
      json.nothing("huddle");
    } else {
      Huddle huddle = view.get().huddle();
      json.begin("huddle");
      json.plain("id", huddle.id().text());
      json.shown("room", huddle.room());
      json.plain("conference_sid", huddle.conference().map(ConferenceSid::text));
      json.shown("started_by", huddle.startedBy().reference());
      json.time("started_at", huddle.started());
      json.end();
    }
    List<HuddleView.Caller> callers = view.map(HuddleView::callers).orElseGet(List::of);
    List<HuddleView.Caller> shown = callers.subList(0, Math.min(callers.size(), MOST_CALLERS));
    json.beginArray("callers");
    shown.forEach(each -> caller(json, each));
    json.endArray();
    if (shown.size() < callers.size()) {
      json.flag("truncated", true);
    }
  }

  private static void caller(Fields json, HuddleView.Caller caller) {
    Participant participant = caller.participant();
    json.begin();
    json.plain("call_sid", participant.call().text());
    json.plain("user_id", caller.user().map(user -> user.id().text()));
    json.plain("user_name", caller.user().map(User::name));
    json.shown(
        "display_name",
        caller
            .user()
            .map(User::displayName)
            .or(() -> participant.parties().name())
            .orElse(participant.parties().from()));
    json.shown("from", participant.parties().from());
    json.flag("muted", participant.controls().muted());
    json.flag("hold", participant.controls().hold());
    json.time("joined_at", participant.created());
    json.end();
  }
}
