package dev.rollcall.rest;

import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.MalformedRequestException;
import dev.rollcall.http.Parameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of a change in its body: as a form, which is how Twilio's clients send them, or as
 * one JSON object of the same names, which is all that agents can send that make their tools from
 * an OpenAPI description. There, an array stands for a parameter that is given several times, and
 * null for one that is not given.
 */
final class JsonForm {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonForm() {}

  /**
   * What the body of {@code request} says.
   *
   * @throws MalformedRequestException if it is neither
   */
  static Parameters of(HttpRequest request) {
    return request.mediaType().equals("application/json") && request.body().length > 0
        ? fromJson(read(request.body()))
        : request.form();
  }

  private static JsonNode read(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      // What Jackson says of it can quote the body.
      throw new MalformedRequestException("the body is not well-formed JSON, or has a name twice");
    }
  }

  private static Parameters fromJson(JsonNode body) {
    if (!body.isObject()) {
      throw new MalformedRequestException("the body must be one JSON object");
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    body.forEachEntry(
        (name, value) -> {
          List<String> all =
              value.isArray()
                  ? value.valueStream().map(each -> text(name, each)).toList()
                  : value.isNull() ? List.of() : List.of(text(name, value));
          if (!all.isEmpty()) {
            values.put(name, all);
          }
        });
    return Parameters.of(values);
  }

  private static String text(String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new MalformedRequestException(
          "'" + name + "' in the body must be a text, a number, true, false, or an array of these");
    }
    return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asString();
  }
}
