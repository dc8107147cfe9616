package dev.rollcall.rest.administration;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request's body: one JSON object of known fields. A field of another name or of another type is
 * refused, since a misread wish for fewer rights would give too many.
 */
final class JsonArguments {
  private static final int MAXIMUM_BYTES = 64 * 1024;
  private static final int SHOWN_LENGTH = 60;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode fields;

  private JsonArguments(JsonNode fields) {
    this.fields = fields;
  }

  /**
   * Reads the body of {@code request}.
   *
   * @throws ApiException if it is too long, no JSON object, or has a field that is not {@code
   *     known}
   */
  static JsonArguments of(HttpRequest request, Set<String> known) {
    if (request.body().length > MAXIMUM_BYTES) {
      throw new ApiException(
          ApiError.BODY_TOO_LARGE, "The body is longer than " + MAXIMUM_BYTES + " bytes.");
    }
    // A web page can have a browser send other types along with the password it keeps.
    if (!request.mediaType().equals("application/json")) {
      throw invalid("Send the body as Content-Type application/json.");
    }
    JsonNode read = read(request.body());
    if (!read.isObject()) {
      throw invalid("The body must be one JSON object.");
    }
    for (String name : read.propertyNames()) {
      if (!known.contains(name)) {
        throw invalid(
            "There is no field '" + shown(name) + "' here; there are " + listed(known) + ".");
      }
    }
    return new JsonArguments(read);
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> invalid("The field '" + name + "' is missing."));
  }

  Optional<String> text(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isString()) {
                throw invalid("The field '" + name + "' must be a string.");
              }
              return value.asString();
            });
  }

  Optional<List<String>> texts(String name) {
    return field(name).map(value -> strings(name, value));
  }

  Optional<Long> number(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw invalid("The field '" + name + "' must be a whole number.");
              }
              return value.asLong();
            });
  }

  Optional<Boolean> flag(String name) {
    return field(name)
        .map(
            value -> {
              if (!value.isBoolean()) {
                throw invalid("The field '" + name + "' must be true or false.");
              }
              return value.asBoolean();
            });
  }

  static ApiException invalid(String message) {
    return new ApiException(ApiError.INVALID_PARAMETER, message);
  }

  /** Names as they stand in a message, in alphabetical order. */
  static String listed(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  /** Text of the client's as it may stand in a message. */
  static String shown(String text) {
    return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
  }

  private Optional<JsonNode> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  private static List<String> strings(String name, JsonNode value) {
    List<String> strings = new ArrayList<>();
    if (value.isArray()) {
      for (JsonNode each : value) {
        if (each.isString()) {
          strings.add(each.asString());
        }
      }
    }
    if (!value.isArray() || strings.size() != value.size()) {
      throw invalid("The field '" + name + "' must be an array of strings.");
    }
    return strings;
  }

  private static JsonNode read(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException _) {
      // What Jackson says of it can quote the body.
      throw invalid("The body is not well-formed JSON, or has a field twice.");
    }
  }
}
