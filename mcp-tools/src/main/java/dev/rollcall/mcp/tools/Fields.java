package dev.rollcall.mcp.tools;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** Writes the fields of one answer's records. For use by one thread. */
final class Fields {
  /** Every name this program writes, so there are only ever some dozens. */
  private static final ConcurrentMap<String, SerializableString> NAMES = new ConcurrentHashMap<>();

  private final JsonGenerator json;

  Fields(JsonGenerator json) {
    this.json = json;
  }

  void begin() {
    json.writeStartObject();
  }

  /** Begins an object that is the value of {@code name}. */
  void begin(String name) {
    name(name);
    json.writeStartObject();
  }

  void end() {
    json.writeEndObject();
  }

  /** Begins an array that is the value of {@code name}. */
  void beginArray(String name) {
    name(name);
    json.writeStartArray();
  }

  void endArray() {
    json.writeEndArray();
  }

  /** What somebody said, as it is: data. */
  void data(String name, String text) {
    name(name);
    json.writeString(text);
  }

  /** A name, as {@link Sanitized} shows it. */
  void shown(String name, String text) {
    data(name, Sanitized.line(text));
  }

  void shown(String name, Optional<String> text) {
    data(name, text.map(Sanitized::line));
  }

  void data(String name, Optional<String> text) {
    if (text.isPresent()) {
      data(name, text.get());
    } else {
      nothing(name);
    }
  }

  /** Text of our own making: ASCII that JSON does not escape, such as ids. */
  void plain(String name, String text) {
    name(name);
    byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
    json.writeRawUTF8String(ascii, 0, ascii.length);
  }

  void plain(String name, Optional<String> text) {
    if (text.isPresent()) {
      plain(name, text.get());
    } else {
      nothing(name);
    }
  }

  void time(String name, Instant instant) {
    name(name);
    byte[] ascii = Rfc3339.format(instant);
    json.writeRawUTF8String(ascii, 0, ascii.length);
  }

  void time(String name, Optional<Instant> instant) {
    if (instant.isPresent()) {
      time(name, instant.get());
    } else {
      nothing(name);
    }
  }

  void flag(String name, boolean flag) {
    name(name);
    json.writeBoolean(flag);
  }

  void number(String name, long number) {
    name(name);
    json.writeNumber(number);
  }

  /** A field that is null. */
  void nothing(String name) {
    name(name);
    json.writeNull();
  }

  /** A field whose value is the JSON text {@code value}. */
  void json(String name, String value) {
    name(name);
    json.writeRawValue(value);
  }

  private void name(String name) {
    SerializableString known = NAMES.get(name);
    json.writeName(known != null ? known : NAMES.computeIfAbsent(name, SerializedString::new));
  }
}
