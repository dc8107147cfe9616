package dev.rollcall.http;

import tools.jackson.core.JsonGenerator;

/** The answer to a refused request where no door has a shape of its own for it. */
final class RefusalBody {
  private RefusalBody() {}

  static byte[] of(Refusal refusal) {
    return JsonBytes.write(json -> write(json, refusal));
  }

  private static void write(JsonGenerator json, Refusal refusal) {
    json.writeStartObject();
    json.writeNumberProperty("status", refusal.status());
    json.writeStringProperty("message", refusal.message());
    json.writeStringProperty("request", refusal.requestId());
    json.writeEndObject();
  }
}
