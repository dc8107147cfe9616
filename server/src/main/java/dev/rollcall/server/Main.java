package dev.rollcall.server;

import dev.rollcall.server.command.RollcallCommandLine;
import dev.rollcall.server.command.Surroundings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;

/** The program's entry. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Path.of(""),
            out,
            err,
            Surroundings.colourWanted(System.getenv()),
            ZoneId.systemDefault());
    int status =
        new RollcallCommandLine(surroundings, new ServerProgram(out, err)).execute(arguments);
    out.flush();
    err.flush();
    System.exit(status);
  }
}
