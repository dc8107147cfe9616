package dev.rollcall.mcp;

import dev.rollcall.mcp.wire.JsonBuffer;
import dev.rollcall.mcp.wire.RequestId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes whole messages of answers, in the way of one era. Safe for use by many threads. */
final class Envelope {
  private static final byte[] EVENT_BEGIN =
      "event: message\ndata: ".getBytes(StandardCharsets.UTF_8);
  private static final byte[] EVENT_END = "\n\n".getBytes(StandardCharsets.UTF_8);

  private final byte[] completeHead;
  private final byte[] inputRequiredHead;

  private Envelope(byte[] completeHead, byte[] inputRequiredHead) {
    this.completeHead = completeHead;
    this.inputRequiredHead = inputRequiredHead;
  }

  /** For the revisions that know neither {@code resultType} nor who answers. */
  static Envelope legacy() {
    return new Envelope(new byte[0], new byte[0]);
  }

  static Envelope modern(Implementation implementation) {
    return new Envelope(
        head(Answer.ResultType.COMPLETE, implementation),
        head(Answer.ResultType.INPUT_REQUIRED, implementation));
  }

  private static byte[] head(Answer.ResultType type, Implementation implementation) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    head.put("resultType", type.text());
    head.putObject("_meta").set(Meta.SERVER_INFO, Meta.describe(implementation, true));
    return Answer.membersOf(head);
  }

  /** The message that answers {@code id}. */
  byte[] message(RequestId id, Answer answer) {
    return switch (answer) {
      case Answer.Result result -> result(id, result);
      case Answer.Fault fault -> fault(Optional.of(id), fault);
      case Answer.Nothing _ -> new byte[0];
    };
  }

  private byte[] result(RequestId id, Answer.Result result) {
    byte[] head =
        switch (result.type()) {
          case COMPLETE -> completeHead;
          case INPUT_REQUIRED -> inputRequiredHead;
        };
    JsonBuffer out = new JsonBuffer();
    out.raw("{\"jsonrpc\":\"2.0\",\"id\":").raw(id.json()).raw(",\"result\":{").raw(head);
    if (head.length > 0 && !result.members().isEmpty()) {
      out.raw(",");
    }
    return out.raw(result.members()).raw("}}").toBytes();
  }

  /** An error message; without an id if that could not be read. */
  static byte[] fault(Optional<RequestId> id, Answer.Fault fault) {
    JsonBuffer out = new JsonBuffer();
    out.raw("{\"jsonrpc\":\"2.0\"");
    id.ifPresent(known -> out.raw(",\"id\":").raw(known.json()));
    out.raw(",\"error\":{\"code\":").raw(Integer.toString(fault.code()));
    out.raw(",\"message\":").string(fault.message());
    fault.data().ifPresent(data -> out.raw(",\"data\":").raw(data.toString()));
    return out.raw("}}").toBytes();
  }

  /** A notification or a request of the server. */
  static byte[] outgoing(Optional<RequestId> id, String method, ObjectNode params) {
    JsonBuffer out = new JsonBuffer();
    out.raw("{\"jsonrpc\":\"2.0\"");
    id.ifPresent(known -> out.raw(",\"id\":").raw(known.json()));
    return out.raw(",\"method\":")
        .string(method)
        .raw(",\"params\":")
        .raw(params.toString())
        .raw("}")
        .toBytes();
  }

  /** {@code message} as an event of a stream, on one line. */
  static byte[] event(byte[] message) {
    byte[] line = isOneLine(message) ? message : joined(message);
    return new JsonBuffer().raw(EVENT_BEGIN).raw(line).raw(EVENT_END).toBytes();
  }

  private static boolean isOneLine(byte[] json) {
    for (byte each : json) {
      if (isBreak(each)) {
        return false;
      }
    }
    return true;
  }

  /** Inside of strings line breaks are escaped, so bare ones part tokens, as spaces do. */
  private static byte[] joined(byte[] json) {
    byte[] line = json.clone();
    for (int i = 0; i < line.length; i++) {
      if (isBreak(line[i])) {
        line[i] = ' ';
      }
    }
    return line;
  }

  private static boolean isBreak(byte each) {
    return each == '\n' || each == '\r';
  }
}
