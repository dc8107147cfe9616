package dev.rollcall.mcp.stdio;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A line of the client is no message. */
final class MalformedLineException extends Exception {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;

  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Optional<JsonNode> id;

  MalformedLineException(int code, Optional<JsonNode> id, String message) {
    super(message, null, false, false);
    this.code = code;
    this.id = id;
  }

  int code() {
    return code;
  }

  /** The id of the request that it was meant to be, if that can be told. */
  Optional<JsonNode> id() {
    return id;
  }
}
