package dev.rollcall.store;

import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

/**
 * What is told of an event, as a JSON object of texts in their order. Names are our own words; half
 * a surrogate pair in one would not be read back.
 */
final class EventParametersJson {
  private EventParametersJson() {}

  static String write(SequencedMap<String, String> parameters) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        StoredJson.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      parameters.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return text.toString();
  }

  /**
   * @throws UnreadableException if {@code text} is not what {@link #write} makes
   */
  static SequencedMap<String, String> read(String text) throws UnreadableException {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    try (JsonParser json = StoredJson.FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableException("JSON that is no object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw new UnreadableException("a parameter that is no text");
        }
        if (parameters.put(name, json.getString()) != null) {
          throw new UnreadableException("a parameter twice");
        }
      }
      if (json.nextToken() != null) {
        throw new UnreadableException("more than one JSON value");
      }
    } catch (JacksonException e) {
      // Its message may quote whom an app calls.
      throw new UnreadableException("broken JSON");
    }
    return Collections.unmodifiableSequencedMap(parameters);
  }
}
