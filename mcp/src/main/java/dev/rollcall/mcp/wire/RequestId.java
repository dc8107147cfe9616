package dev.rollcall.mcp.wire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What names a request: a string or an integer, never null.
 *
 * @param json as it is written in messages; equal for equal values
 */
public record RequestId(String json) {
  public static RequestId of(String text) {
    return new RequestId(StringNode.valueOf(text).toString());
  }

  public static RequestId of(long number) {
    return new RequestId(Long.toString(number));
  }

  /** Whether {@code node} can be an id. */
  public static boolean isOne(JsonNode node) {
    return node.isString() || node.isIntegralNumber();
  }

  /**
   * The id that {@code node} holds.
   *
   * @throws MalformedMessageException with -32600 if it is neither a string nor an integer
   */
  public static RequestId of(JsonNode node) throws MalformedMessageException {
    if (!isOne(node)) {
      throw new MalformedMessageException(
          MalformedMessageException.INVALID_REQUEST, "the id must be a string or an integer");
    }
    // A number's text is its JSON, and cheaper to come by.
    return new RequestId(node.isString() ? node.toString() : node.asString());
  }
}
