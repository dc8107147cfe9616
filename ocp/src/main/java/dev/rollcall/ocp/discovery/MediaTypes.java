package dev.rollcall.ocp.discovery;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Finds the media types that a tool can send and read in the {@code content} of a description. */
final class MediaTypes {
  /** What the stock libraries of the Open Context Protocol look for, letter by letter. */
  static final String JSON = "application/json";

  static final String FORM = "application/x-www-form-urlencoded";

  private static final int LONGEST = 256;

  private MediaTypes() {}

  /** The media type object for JSON: the plain one first, then those that are JSON as well. */
  static Optional<JsonNode> json(JsonNode content) {
    return Optional.<JsonNode>of(content.path(JSON))
        .filter(JsonNode::isObject)
        .or(() -> first(content, MediaTypes::isJson))
        .or(() -> first(content, type -> type.equals("*/*")));
  }

  /** The media type object for a form. */
  static Optional<JsonNode> form(JsonNode content) {
    return first(content, MediaTypes::isForm);
  }

  static boolean isForm(String mediaType) {
    return essence(mediaType).equals(FORM);
  }

  private static boolean isJson(String mediaType) {
    String essence = essence(mediaType);
    return essence.equals(JSON)
        || essence.equals("text/json")
        || (essence.startsWith("application/") && essence.endsWith("+json"));
  }

  private static String essence(String mediaType) {
    if (mediaType.length() > LONGEST) {
      return "";
    }
    int parameters = mediaType.indexOf(';');
    String essence = parameters < 0 ? mediaType : mediaType.substring(0, parameters);
    return essence.strip().toLowerCase(Locale.ROOT);
  }

  private static Optional<JsonNode> first(JsonNode content, Predicate<String> mediaType) {
    return content.properties().stream()
        .filter(entry -> mediaType.test(entry.getKey()) && entry.getValue().isObject())
        .<JsonNode>map(Map.Entry::getValue)
        .findFirst();
  }
}
