package dev.rollcall.server.command;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What a command sees of the process around it.
 *
 * @param environment the variables of the process
 * @param workingDirectory what relative paths are relative to
 * @param out where answers go
 * @param err where complaints go
 * @param colour whether {@code out} is a terminal that wants colour
 * @param zone where the reader is, for times
 */
public record Surroundings(
    Map<String, String> environment,
    Path workingDirectory,
    PrintWriter out,
    PrintWriter err,
    boolean colour,
    ZoneId zone) {

  /** Whether the process talks to a terminal whose user has not refused colour (no-color.org). */
  public static boolean colourWanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
