package dev.rollcall.server.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A configuration and how it came about.
 *
 * @param file the file that was read, if any
 * @param warnings one line each: allowed, and probably not meant
 */
public record LoadedConfiguration(
    Configuration configuration, Optional<Path> file, List<String> warnings) {
  public LoadedConfiguration {
    warnings = List.copyOf(warnings);
  }
}
