package dev.rollcall.mcp.wire;

import java.util.Optional;

/** What came is no message of JSON-RPC 2.0. */
public final class MalformedMessageException extends Exception {
  public static final int PARSE_ERROR = -32700;
  public static final int INVALID_REQUEST = -32600;

  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient Optional<RequestId> id;

  public MalformedMessageException(int code, String message) {
    this(code, message, Optional.empty());
  }

  public MalformedMessageException(int code, String message, Optional<RequestId> id) {
    super(message, null, false, false);
    this.code = code;
    this.id = id;
  }

  public int code() {
    return code;
  }

  /** The id of the message, if that could be read. */
  public Optional<RequestId> id() {
    return id;
  }
}
