package dev.rollcall.rest.door;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Times as the doors with JSON of our own write them: RFC 3339 in UTC with milliseconds. */
public final class Timestamps {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  public static String format(Instant time) {
    return FORM.format(time);
  }

  /** Writes a field that is null where there is no time. */
  public static void write(JsonGenerator json, String name, Optional<Instant> time) {
    json.writeName(name);
    time.map(Timestamps::format).ifPresentOrElse(json::writeString, json::writeNull);
  }
}
