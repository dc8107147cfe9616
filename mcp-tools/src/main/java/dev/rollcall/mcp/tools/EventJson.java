package dev.rollcall.mcp.tools;

import dev.rollcall.core.conversation.ConversationEvent;
import dev.rollcall.core.identity.CallSid;
import dev.rollcall.core.identity.ConferenceSid;
import dev.rollcall.core.user.Actor;

/** Writes what happened in a conversation. What does not belong to an event is left out. */
final class EventJson {
  private EventJson() {}

  static void write(Fields json, ConversationEvent event) {
    json.begin();
    json.number("seq", event.sequence());
    json.plain("kind", Spelling.of(event.kind()));
    json.time("at", event.at());
    actor(json, "by", event.by());
    event.subject().ifPresent(subject -> actor(json, "subject", subject));
    event.subjectName().ifPresent(name -> json.shown("subject_name", name));
    event.conference().map(ConferenceSid::text).ifPresent(sid -> json.plain("conference_sid", sid));
    event.call().map(CallSid::text).ifPresent(sid -> json.plain("call_sid", sid));
    json.end();
  }

  private static void actor(Fields json, String name, Actor actor) {
    json.begin(name);
    json.plain("type", Spelling.of(actor.type()));
    json.shown("reference", actor.reference());
    json.end();
  }
}
