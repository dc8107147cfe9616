package dev.rollcall.server.command;

import dev.rollcall.server.configuration.Configuration;
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
    int status = new RollcallCommandLine(surroundings, serverCommands(err)).execute(arguments);
    out.flush();
    err.flush();
    System.exit(status);
  }

  /** The one place that knows which server the commands start. */
  private static ServerCommands serverCommands(PrintWriter err) {
    return new ServerCommands() {
      @Override
      public int serve(Configuration configuration) {
        return absent();
      }

      @Override
      public int demo(Configuration configuration) {
        return absent();
      }

      private int absent() {
        err.println("rollcall: this build holds no server yet");
        return ExitStatus.FAILED;
      }
    };
  }
}
