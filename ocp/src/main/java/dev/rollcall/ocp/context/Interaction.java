package dev.rollcall.ocp.context;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing that happened, as the context's {@code history} keeps it.
 *
 * @param timestamp when, as it was written: ISO 8601 with an offset
 * @param action what happened, such as {@code tool_call:listParticipant}
 * @param apiEndpoint what was called, if anything was
 * @param result how it ended, if it has
 * @param metadata whatever else is known: an object
 */
public record Interaction(
    String timestamp,
    String action,
    Optional<String> apiEndpoint,
    Optional<String> result,
    ObjectNode metadata) {

  /** A copy. */
  @Override
  public ObjectNode metadata() {
    return metadata.deepCopy();
  }

  static Interaction at(
      Instant time,
      String action,
      Optional<String> apiEndpoint,
      Optional<String> result,
      ObjectNode metadata) {
    return new Interaction(Times.write(time), action, apiEndpoint, result, metadata.deepCopy());
  }

  /** What {@code item} tells, or nothing if it is no interaction. Keys nobody knows are dropped. */
  static Optional<Interaction> read(JsonNode item) {
    Optional<String> action = Texts.of(item.path("action"));
    if (action.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode metadata =
        item.path("metadata") instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return Optional.of(
        new Interaction(
            Texts.of(item.path("timestamp")).orElse(""),
            action.get(),
            Texts.of(item.path("api_endpoint")),
            Texts.of(item.path("result")),
            metadata));
  }

  ObjectNode toJson() {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("timestamp", timestamp);
    item.put("action", action);
    Texts.put(item, "api_endpoint", apiEndpoint);
    Texts.put(item, "result", result);
    item.set("metadata", metadata);
    return item;
  }
}
