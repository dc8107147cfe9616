package dev.rollcall.mcp.wire;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One message of a client. */
public sealed interface Message {
  /** The id that an answer to this message repeats; empty if it wants none. */
  default Optional<RequestId> answerId() {
    return this instanceof Request request ? Optional.of(request.id()) : Optional.empty();
  }

  /**
   * Wants an answer.
   *
   * @param params an empty object where the message has none
   */
  record Request(RequestId id, String method, ObjectNode params) implements Message {}

  /** Wants none. */
  record Notification(String method, ObjectNode params) implements Message {}

  /**
   * Answers a request of the server.
   *
   * @param body the result, or the error
   */
  record Response(RequestId id, boolean isError, JsonNode body) implements Message {}
}
