package dev.rollcall.mcp;

import dev.rollcall.http.Headers;
import dev.rollcall.mcp.wire.Message;
import dev.rollcall.mcp.wire.MirroredValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What each request of revision 2026-07-28 must say of itself: in {@code _meta}, and again in
 * header fields (Streamable HTTP, Request Metadata).
 */
final class ModernHeaders {
  static final String VERSION = "MCP-Protocol-Version";
  static final String METHOD = "Mcp-Method";
  static final String NAME = "Mcp-Name";

  private ModernHeaders() {}

  /** Why {@code request} is not to be answered; empty if nothing is wrong. */
  static Optional<Answer.Fault> check(Message.Request request, Headers headers) {
    JsonNode meta = request.params().path(Meta.KEY);
    JsonNode version = meta.path(Meta.PROTOCOL_VERSION);
    if (!version.isString()) {
      return Optional.of(metaLacks(Meta.PROTOCOL_VERSION));
    }
    Optional<Answer.Fault> fault = repeats(headers, VERSION, version.stringValue());
    if (fault.isPresent()) {
      return fault;
    }
    if (!version.stringValue().equals(Revision.V2026_07_28.text())) {
      return Optional.of(unsupported(version.stringValue()));
    }
    if (!meta.path(Meta.CLIENT_CAPABILITIES).isObject()) {
      return Optional.of(metaLacks(Meta.CLIENT_CAPABILITIES));
    }
    fault = repeats(headers, METHOD, request.method());
    if (fault.isPresent()) {
      return fault;
    }
    return switch (request.method()) {
      case "tools/call", "prompts/get" -> repeats(headers, request.params().get("name"));
      case "resources/read" -> repeats(headers, request.params().get("uri"));
      default -> Optional.empty();
    };
  }

  /** The error for a version that is not served. */
  static Answer.Fault unsupported(String requested) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.set("supported", ModernEra.versions());
    data.put("requested", requested);
    return new Answer.Fault(
        400,
        Answer.UNSUPPORTED_VERSION,
        "Unsupported protocol version. Requests that carry it in _meta are answered for "
            + Revision.V2026_07_28.text()
            + "; older revisions begin with initialize.",
        Optional.of(data));
  }

  static Answer.Fault mismatch(String what) {
    return Answer.refusal(400, Answer.HEADER_MISMATCH, "Header mismatch: " + what + ".");
  }

  private static Optional<Answer.Fault> repeats(Headers headers, @Nullable JsonNode name) {
    // What is no name at all is told of where names are looked up.
    return name == null || !name.isString()
        ? Optional.empty()
        : repeats(headers, NAME, name.stringValue());
  }

  private static Optional<Answer.Fault> repeats(Headers headers, String name, String body) {
    List<String> values = headers.all(name);
    if (values.size() != 1) {
      return Optional.of(
          mismatch(
              "the header "
                  + name
                  + (values.isEmpty() ? " is missing" : " is there more than once")));
    }
    Optional<String> value =
        name.equals(NAME)
            ? MirroredValue.decode(values.getFirst())
            : Optional.of(values.getFirst().strip());
    return value.equals(Optional.of(body))
        ? Optional.empty()
        : Optional.of(mismatch("the header " + name + " does not match the body"));
  }

  private static Answer.Fault metaLacks(String key) {
    return Answer.refusal(
        400,
        Answer.INVALID_PARAMS,
        "params._meta must have \"" + key + "\" in each request of 2026-07-28.");
  }
}
