package dev.rollcall.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * A line for people: time in UTC, level, message, then {@code key=value}. A stack trace follows on
 * lines of its own.
 *
 * <p>Control characters are written as escapes: what a phone puts into its name cannot forge a line
 * or steer a terminal.
 */
final class TextLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    line.append(' ').append(event.getLevel());
    line.repeat(' ', 6 - event.getLevel().toString().length());
    appendEscaped(line, event.getFormattedMessage());
    for (KeyValuePair pair :
        Optional.ofNullable(event.getKeyValuePairs()).orElse(List.<KeyValuePair>of())) {
      line.append(' ').append(pair.key).append('=');
      appendValue(line, String.valueOf(pair.value));
    }
    line.append(" (").append(shortName(event.getLoggerName())).append(")\n");
    if (event.getThrowableProxy() != null) {
      ThrowableProxyUtil.asString(event.getThrowableProxy())
          .lines()
          .forEach(
              traceLine -> {
                appendEscaped(line, traceLine);
                line.append('\n');
              });
    }
    return line.toString();
  }

  private static void appendValue(StringBuilder line, String value) {
    boolean plain =
        !value.isEmpty()
            && value.codePoints().noneMatch(c -> c == '"' || c == '=' || c <= ' ' || c == '\\');
    if (plain) {
      appendEscaped(line, value);
    } else {
      line.append('"');
      appendEscaped(line, value.replace("\\", "\\\\").replace("\"", "\\\""));
      line.append('"');
    }
  }

  private static void appendEscaped(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      switch (character) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(character)
              || Character.getType(character) == Character.FORMAT
              || Character.getType(character) == Character.LINE_SEPARATOR
              || Character.getType(character) == Character.PARAGRAPH_SEPARATOR) {
            line.append(String.format("\\u%04x", (int) character));
          } else {
            line.append(character);
          }
        }
      }
    }
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
