package dev.rollcall.rest.events;

import dev.rollcall.core.delivery.LoggedEvent;
import dev.rollcall.core.delivery.Subject;
import dev.rollcall.core.event.Instigator;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.rest.door.Timestamps;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Writes events, as JSON and as server-sent events. */
final class EventJson {
  private EventJson() {}

  static void write(JsonGenerator json, LoggedEvent.Positioned positioned) {
    LoggedEvent event = positioned.event();
    json.writeStartObject();
    json.writeNumberProperty("position", positioned.position());
    json.writeNumberProperty("sequence", event.sequence());
    json.writeStringProperty("event", event.name());
    json.writeStringProperty("at", Timestamps.format(event.at()));
    json.writeStringProperty("account_sid", event.account().text());
    switch (event.subject()) {
      case Subject.OfConference(var sid) -> {
        json.writeStringProperty("conference_sid", sid.text());
        json.writeNullProperty("call_sid");
      }
      case Subject.OfCall(var sid) -> {
        json.writeNullProperty("conference_sid");
        json.writeStringProperty("call_sid", sid.text());
      }
    }
    event.instigator().ifPresent(who -> write(json, who));
    json.writeObjectPropertyStart("parameters");
    event.parameters().forEach(json::writeStringProperty);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Instigator who) {
    json.writeObjectPropertyStart("instigator");
    json.writeStringProperty("context_id", who.contextId());
    json.writeStringProperty("agent", who.agentType());
    write(json, "user", who.user());
    write(json, "goal", who.goal());
    write(json, "workspace", who.workspace());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Optional<String> text) {
    text.ifPresentOrElse(
        known -> json.writeStringProperty(name, known), () -> json.writeNullProperty(name));
  }

  /** One event of a stream. JSON has no line breaks, and names of events have none. */
  static void stream(ByteArrayOutputStream out, String id, LoggedEvent.Positioned event) {
    String head = "id: " + id + "\nevent: " + event.event().name() + "\ndata: ";
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(JsonBytes.write(json -> write(json, event)));
    out.writeBytes(new byte[] {'\n', '\n'});
  }
}
