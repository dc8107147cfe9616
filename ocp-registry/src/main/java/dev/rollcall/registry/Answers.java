package dev.rollcall.registry;

import dev.rollcall.http.HttpResponse;
import dev.rollcall.http.JsonBytes;
import dev.rollcall.registry.RegistryException.Fault;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Answers in the shapes of FastAPI, which clients of registries know. */
final class Answers {
  private Answers() {}

  /** An object that {@code members} writes the members of. */
  static byte[] object(Consumer<JsonGenerator> members) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          members.accept(json);
          json.writeEndObject();
        });
  }

  /** An array of entries without their tools. */
  static byte[] list(List<Entry> entries) {
    return JsonBytes.write(
        json -> {
          json.writeStartArray();
          entries.forEach(entry -> EntryJson.write(json, entry));
          json.writeEndArray();
        });
  }

  static HttpResponse refusal(int status, String detail) {
    return HttpResponse.json(status, object(json -> json.writeStringProperty("detail", detail)));
  }

  static HttpResponse refusal(RegistryException refusal) {
    return refusal.status() == 422
        ? HttpResponse.json(422, object(json -> faults(json, refusal.faults())))
        : refusal(refusal.status(), refusal.explanation());
  }

  static HttpResponse notAllowed(String methods) {
    return refusal(405, "Method Not Allowed").with("Allow", methods);
  }

  private static void faults(JsonGenerator json, List<Fault> faults) {
    json.writeName("detail");
    json.writeStartArray();
    for (Fault fault : faults) {
      json.writeStartObject();
      json.writeStringProperty("type", fault.type());
      EntryJson.texts(json, "loc", fault.location());
      json.writeStringProperty("msg", fault.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static byte[] validation(Validation validation) {
    return object(
        json -> {
          json.writeBooleanProperty("valid", validation.valid());
          json.writeBooleanProperty("openapi_valid", validation.valid());
          json.writeBooleanProperty("endpoint_accessible", validation.accessible());
          json.writeNumberProperty("tool_count", validation.tools());
          EntryJson.texts(json, "errors", validation.errors());
          EntryJson.texts(json, "warnings", validation.warnings());
        });
  }
}
