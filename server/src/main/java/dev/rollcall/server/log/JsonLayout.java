package dev.rollcall.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object per line: {@code time} (UTC, ISO 8601), {@code level}, {@code logger}, {@code
 * thread}, {@code message}, {@code error} (the stack trace, if there is one) and every key-value
 * under its own key.
 *
 * <p>A key that is taken already gets underscores behind it, so no key is written twice.
 */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
  private final JsonFactory factory = new JsonFactory();

  @Override
  public String doLayout(ILoggingEvent event) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      Set<String> keys = new HashSet<>();
      write(json, keys, "time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
      write(json, keys, "level", event.getLevel().toString());
      write(json, keys, "logger", event.getLoggerName());
      write(json, keys, "thread", event.getThreadName());
      write(json, keys, "message", event.getFormattedMessage());
      if (event.getThrowableProxy() != null) {
        write(json, keys, "error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      for (KeyValuePair pair :
          Optional.ofNullable(event.getKeyValuePairs()).orElse(List.<KeyValuePair>of())) {
        write(json, keys, pair.key, pair.value);
      }
      json.writeEndObject();
    }
    return line.append('\n').toString();
  }

  private static void write(JsonGenerator json, Set<String> keys, String key, Object value) {
    String free = key;
    while (!keys.add(free)) {
      free += "_";
    }
    json.writeName(free);
    switch (value) {
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number when Double.isFinite(number) -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case null, default -> json.writeString(String.valueOf(value));
    }
  }
}
