package dev.rollcall.server.command;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reads a record's fields as the cells of a table. */
final class Fields {
  /** What an absent field looks like. */
  static final String ABSENT = "-";

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Fields() {}

  static String text(JsonNode record, String key) {
    JsonNode value = record.path(key);
    String text = value.isValueNode() && !value.isNull() ? value.asString() : "";
    return text.isEmpty() ? ABSENT : text;
  }

  static String yesOrNo(JsonNode record, String key) {
    JsonNode value = record.path(key);
    return value.isBoolean() ? (value.booleanValue() ? "yes" : "no") : ABSENT;
  }

  /** A time of the API (RFC 2822) as the reader's clock showed it; as it is if it is none. */
  static String time(JsonNode record, String key, ZoneId zone) {
    String text = text(record, key);
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
          .withZoneSameInstant(zone)
          .format(SHOWN);
    } catch (DateTimeParseException _) {
      return text;
    }
  }
}
