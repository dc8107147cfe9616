package dev.rollcall.mcp.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads messages from bytes that anyone may have sent. Safe for use by many threads. */
public final class MessageReader {
  private static final int MAXIMUM_DEPTH = 64;
  private static final int MAXIMUM_STRING = 1_000_000;
  private static final int MAXIMUM_NUMBER = 64;
  private static final int MAXIMUM_NAME = 1_024;
  private static final int MAXIMUM_BATCH = 50;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAXIMUM_DEPTH)
                          .maxStringLength(MAXIMUM_STRING)
                          .maxNumberLength(MAXIMUM_NUMBER)
                          .maxNameLength(MAXIMUM_NAME)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private MessageReader() {}

  /**
   * The JSON value in {@code utf8}: nested at most 64 deep, without a key twice in an object.
   *
   * @throws MalformedMessageException with -32700 if there is no such value
   */
  public static JsonNode parse(byte[] utf8) throws MalformedMessageException {
    JsonNode node;
    try {
      node = MAPPER.readTree(utf8);
    } catch (JacksonException e) {
      throw new MalformedMessageException(
          MalformedMessageException.PARSE_ERROR,
          "the body is not JSON that is taken here: " + e.getOriginalMessage());
    }
    if (node.isMissingNode()) {
      throw new MalformedMessageException(
          MalformedMessageException.PARSE_ERROR,
          "the body is empty; it must be one JSON-RPC 2.0 message");
    }
    return node;
  }

  /**
   * The message that {@code node} is.
   *
   * @throws MalformedMessageException with -32600 if it is none
   */
  public static Message message(JsonNode node) throws MalformedMessageException {
    if (!(node instanceof ObjectNode object)) {
      throw invalid("a message must be a JSON object", Optional.empty());
    }
    Optional<RequestId> id = id(object);
    JsonNode version = object.get("jsonrpc");
    if (version == null || !version.isString() || !version.stringValue().equals("2.0")) {
      throw invalid("a message must have \"jsonrpc\": \"2.0\"", id);
    }
    JsonNode method = object.get("method");
    if (method == null) {
      return response(object, id);
    }
    if (!method.isString()) {
      throw invalid("the method must be a string", id);
    }
    ObjectNode params = params(object, id);
    return id.isPresent()
        ? new Message.Request(id.get(), method.stringValue(), params)
        : new Message.Notification(method.stringValue(), params);
  }

  /**
   * The messages of a batch, in order.
   *
   * @throws MalformedMessageException with -32600 if it is empty, too long or holds something else
   */
  public static List<Message> batch(JsonNode array) throws MalformedMessageException {
    if (array.isEmpty() || array.size() > MAXIMUM_BATCH) {
      throw invalid("a batch must hold 1 to " + MAXIMUM_BATCH + " messages", Optional.empty());
    }
    List<Message> messages = new ArrayList<>(array.size());
    for (JsonNode each : array) {
      messages.add(message(each));
    }
    return messages;
  }

  private static Optional<RequestId> id(ObjectNode object) throws MalformedMessageException {
    JsonNode id = object.get("id");
    return id == null ? Optional.empty() : Optional.of(RequestId.of(id));
  }

  private static ObjectNode params(ObjectNode object, Optional<RequestId> id)
      throws MalformedMessageException {
    @Nullable JsonNode params = object.get("params");
    if (params == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (params instanceof ObjectNode named) {
      return named;
    }
    throw invalid("the params must be an object", id);
  }

  private static Message response(ObjectNode object, Optional<RequestId> id)
      throws MalformedMessageException {
    JsonNode result = object.get("result");
    JsonNode error = object.get("error");
    if (id.isEmpty() || (result == null) == (error == null)) {
      throw invalid("a message must have a method, or an id and either a result or an error", id);
    }
    return result != null
        ? new Message.Response(id.get(), false, result)
        : new Message.Response(id.get(), true, object.get("error"));
  }

  private static MalformedMessageException invalid(String message, Optional<RequestId> id) {
    return new MalformedMessageException(MalformedMessageException.INVALID_REQUEST, message, id);
  }
}
