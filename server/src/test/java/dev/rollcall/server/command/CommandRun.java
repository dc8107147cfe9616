package dev.rollcall.server.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;

/** One run of the command line and what it left. */
record CommandRun(int status, String out, String err) {
  /** Runs {@code arguments} as a process with these surroundings, no terminal, in UTC. */
  static CommandRun of(
      Map<String, String> environment, Path directory, ServerCommands server, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            environment,
            directory,
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            ZoneOffset.UTC);
    int status = new RollcallCommandLine(surroundings, server).execute(arguments);
    return new CommandRun(status, out.toString(), err.toString());
  }
}
