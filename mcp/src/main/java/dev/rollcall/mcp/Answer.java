package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a request ends. */
sealed interface Answer {
  int PARSE_ERROR = -32700;
  int INVALID_REQUEST = -32600;
  int METHOD_NOT_FOUND = -32601;
  int INVALID_PARAMS = -32602;
  int INTERNAL_ERROR = -32603;
  int LEGACY_RESOURCE_NOT_FOUND = -32002;
  int HEADER_MISMATCH = -32020;
  int MISSING_CLIENT_CAPABILITY = -32021;
  int UNSUPPORTED_VERSION = -32022;

  /** More requests or streams than allowed; outside of what JSON-RPC and MCP reserve. */
  int TOO_MANY = 429;

  /**
   * A result.
   *
   * @param members of the result object, separated by commas, without its braces; nothing is added
   *     to them any more
   */
  record Result(ResultType type, JsonBuffer members) implements Answer {}

  /**
   * An error.
   *
   * @param status of HTTP, where the revision has an opinion on it
   */
  record Fault(int status, int code, String message, Optional<JsonNode> data) implements Answer {}

  /** The client does not want to know any more. */
  record Nothing() implements Answer {}

  /** The kinds of results of revision 2026-07-28. */
  enum ResultType {
    COMPLETE("complete"),
    INPUT_REQUIRED("input_required");

    private final String text;

    ResultType(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static Result complete(ObjectNode members) {
    return new Result(ResultType.COMPLETE, new JsonBuffer().raw(membersOf(members)));
  }

  static Fault fault(int code, String message) {
    return new Fault(200, code, message, Optional.empty());
  }

  static Fault refusal(int status, int code, String message) {
    return new Fault(status, code, message, Optional.empty());
  }

  static Fault of(McpException e) {
    return new Fault(200, e.code(), String.valueOf(e.getMessage()), e.data());
  }

  /** {@code object} without its braces. */
  static byte[] membersOf(ObjectNode object) {
    String json = object.toString();
    return json.substring(1, json.length() - 1).getBytes(StandardCharsets.UTF_8);
  }
}
