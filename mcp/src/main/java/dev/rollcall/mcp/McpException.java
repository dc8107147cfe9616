package dev.rollcall.mcp;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A request is answered with a JSON-RPC error. The message says what, why and what to do. */
public final class McpException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Optional<JsonNode> data;

  public McpException(int code, String message) {
    this(code, message, Optional.empty());
  }

  public McpException(int code, String message, Optional<JsonNode> data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  /** What is wrong with the parameters of a request (-32602). */
  public static McpException invalidParams(String message) {
    return new McpException(-32602, message);
  }

  public int code() {
    return code;
  }

  public Optional<JsonNode> data() {
    return data;
  }
}
