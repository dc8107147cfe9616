package dev.rollcall.server.configuration;

import org.slf4j.event.Level;

/**
 * The log on standard error.
 *
 * @param format how a line is written
 * @param level the least severe event of Rollcall itself that is written
 */
public record LogOptions(Format format, Level level) {
  /** How a line is written. */
  public enum Format {
    /** For people: time, level, message, key-values. */
    TEXT,
    /** For collectors: one JSON object. */
    JSON
  }
}
