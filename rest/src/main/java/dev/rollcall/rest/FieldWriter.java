package dev.rollcall.rest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/**
 * Writes the fields of one answer's records. For use by one thread.
 *
 * <p>A page of a thousand records has twenty thousand fields, and the search for characters to
 * escape was most of its price: names are kept encoded, and what is known to need no escaping is
 * copied.
 */
final class FieldWriter {
  /** Every name this program writes, so there are only ever some dozens. */
  private static final ConcurrentMap<String, SerializableString> NAMES = new ConcurrentHashMap<>();

  private final JsonGenerator json;
  private long second = Long.MIN_VALUE;
  private byte[] date = {};

  FieldWriter(JsonGenerator json) {
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

  /** Any text. */
  void text(String name, String text) {
    name(name);
    json.writeString(text);
  }

  /** Any text, or null where there is none: every key is always there. */
  void text(String name, Optional<String> text) {
    if (text.isPresent()) {
      text(name, text.get());
    } else {
      nothing(name);
    }
  }

  /**
   * Text of our own making: ASCII without quotation marks, backslashes and control characters, such
   * as sids and addresses made of them.
   */
  void plain(String name, String text) {
    name(name);
    plain(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void date(String name, Instant instant) {
    if (instant.getEpochSecond() != second) {
      second = instant.getEpochSecond();
      date = Rfc2822.format(instant).getBytes(StandardCharsets.ISO_8859_1);
    }
    name(name);
    plain(date);
  }

  void date(String name, Optional<Instant> instant) {
    if (instant.isPresent()) {
      date(name, instant.get());
    } else {
      nothing(name);
    }
  }

  void flag(String name, boolean flag) {
    name(name);
    json.writeBoolean(flag);
  }

  void number(String name, int number) {
    name(name);
    json.writeNumber(number);
  }

  /** A field that is null. */
  void nothing(String name) {
    name(name);
    json.writeNull();
  }

  private void name(String name) {
    SerializableString known = NAMES.get(name);
    json.writeName(known != null ? known : NAMES.computeIfAbsent(name, SerializedString::new));
  }

  private void plain(byte[] text) {
    json.writeRawUTF8String(text, 0, text.length);
  }
}
