package dev.rollcall.mcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Log levels as messages name them. */
final class LogLevels {
  private LogLevels() {}

  static LogLevel parse(String text) throws McpException {
    for (LogLevel level : LogLevel.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(text)) {
        return level;
      }
    }
    throw McpException.invalidParams(
        "The log level must be one of "
            + Arrays.stream(LogLevel.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ".");
  }
}
