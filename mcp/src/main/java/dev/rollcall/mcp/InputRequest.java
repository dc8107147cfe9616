package dev.rollcall.mcp;

import tools.jackson.databind.node.ObjectNode;

/** One question to the client. */
public sealed interface InputRequest {
  /**
   * A form for the person at the client.
   *
   * @param schema a flat JSON Schema of an object
   */
  record Elicitation(String message, ObjectNode schema) implements InputRequest {}

  /**
   * A question to the client's model.
   *
   * @param parameters those of {@code sampling/createMessage}
   */
  record Sampling(ObjectNode parameters) implements InputRequest {}

  /** Which folders the client works in. */
  record Roots() implements InputRequest {}
}
