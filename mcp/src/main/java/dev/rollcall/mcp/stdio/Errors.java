package dev.rollcall.mcp.stdio;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the client is told when a message could not be carried: what is wrong and what to do. */
final class Errors {
  private static final int INTERNAL_ERROR = -32603;
  private static final int LONGEST_QUOTE = 500;

  private final URI endpoint;
  private final boolean hasToken;

  Errors(URI endpoint, boolean hasToken) {
    this.endpoint = endpoint;
    this.hasToken = hasToken;
  }

  /** An error message. */
  static String message(Optional<JsonNode> id, int code, String text, OptionalInt status) {
    ObjectNode message = ClientMessage.JSON.createObjectNode().put("jsonrpc", "2.0");
    id.ifPresent(known -> message.set("id", known));
    ObjectNode error = message.putObject("error").put("code", code).put("message", text);
    status.ifPresent(known -> error.putObject("data").put("status", known));
    return message.toString();
  }

  String unreachable(JsonNode id, IOException cause) {
    return internal(id, describe(cause), OptionalInt.empty());
  }

  /** The server answered, but not in terms of the protocol. */
  String refused(JsonNode id, int status, String body) {
    String quote = quote(body).map(words -> " The server says: " + words).orElse("");
    return internal(id, describe(status) + quote, OptionalInt.of(status));
  }

  String unanswered(JsonNode id) {
    return internal(
        id, endpoint + " ended its answer before the result came. Ask again.", OptionalInt.empty());
  }

  String tooMany(JsonNode id, int most) {
    return internal(
        id, "More than " + most + " requests at once. Wait for answers.", OptionalInt.empty());
  }

  private static String internal(JsonNode id, String text, OptionalInt status) {
    return message(Optional.of(id), INTERNAL_ERROR, text, status);
  }

  private String describe(IOException cause) {
    return switch (cause) {
      case HttpTimeoutException _ -> endpoint + " does not answer in time. See the server's log.";
      case ConnectException _ ->
          "No Rollcall answers at " + endpoint + ": start it with ./rollcall serve";
      default -> "The connection to " + endpoint + " broke before the answer came. Ask again.";
    };
  }

  private String describe(int status) {
    return switch (status) {
      case 401 ->
          hasToken
              ? endpoint
                  + " does not accept the token: it is wrong, expired or revoked. Make another with"
                  + " ./rollcall token create and start ./rollcall mcp with it."
              : endpoint
                  + " wants a token. Make one with ./rollcall token create and start ./rollcall mcp"
                  + " with it.";
      case 403 -> endpoint + " forbids this to the holder of the token.";
      case 404, 405 -> "There is no MCP server at " + endpoint + ". Check the address.";
      case 413 -> "The message is longer than " + endpoint + " takes. Send less at once.";
      case 429 -> endpoint + " is asked too much at the moment. Wait and ask again.";
      default ->
          status >= 500
              ? endpoint + " failed with HTTP status " + status + ". See the server's log."
              : endpoint + " answered with HTTP status " + status + ", which is no answer here.";
    };
  }

  /** The message of a JSON error in one of the usual shapes. */
  private static Optional<String> quote(String body) {
    try {
      JsonNode root = ClientMessage.JSON.readTree(body);
      return ClientMessage.string(root.path("error").path("message"))
          .or(() -> ClientMessage.string(root.path("message")))
          .or(() -> ClientMessage.string(root.path("error_description")))
          .map(words -> words.substring(0, Math.min(words.length(), LONGEST_QUOTE)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
