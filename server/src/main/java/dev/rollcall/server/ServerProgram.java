package dev.rollcall.server;

import dev.rollcall.server.account.AccountFile;
import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.account.Credentials;
import dev.rollcall.server.command.ExitStatus;
import dev.rollcall.server.command.ServerCommands;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.log.Logging;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;

/** The commands that run a server in this process, until it is told to stop. */
public final class ServerProgram implements ServerCommands {
  private final PrintWriter out;
  private final PrintWriter err;

  public ServerProgram(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public int serve(Configuration configuration) {
    return run(configuration, (_, _) -> {});
  }

  @Override
  public int demo(Configuration configuration) {
    return run(
        configuration, (server, credentials) -> new Demo(server, credentials.account(), out).run());
  }

  private int run(Configuration configuration, Act act) {
    Logging.start(configuration.log());
    try {
      Credentials credentials = AccountFile.credentials(configuration, new SecureRandom());
      RollcallServer server = RollcallServer.start(configuration, credentials.account());
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(server::close));
      welcome(configuration, server, credentials);
      act.play(server, credentials);
      out.println("Stop with Ctrl-C.");
      new CountDownLatch(1).await();
      return ExitStatus.OK;
    } catch (StartException | AccountFileException | DemoException e) {
      err.println("rollcall: " + e.getMessage());
      return ExitStatus.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.FAILED;
    }
  }

  private void welcome(
      Configuration configuration, RollcallServer server, Credentials credentials) {
    switch (credentials.origin()) {
      case CREATED -> {
        out.println(
            "A new account was made. Its token is shown this once and kept in the data folder:");
        out.println("  account sid  " + credentials.account().sid());
        out.println("  auth token   " + credentials.account().authToken());
      }
      case KEPT, CONFIGURED -> out.println("Account " + credentials.account().sid() + ".");
    }
    Doors doors = new Doors(server);
    out.println("Rollcall is ready:");
    out.println("  REST     " + doors.rest(credentials.account()));
    out.println("  phones   " + doors.phones());
    out.println("  health   " + doors.http() + HealthDoor.MOUNT);
    out.println("  metrics  " + doors.http() + Metrics.MOUNT);
    out.println("  data     " + configuration.store().dataDirectory().toAbsolutePath().normalize());
    out.flush();
  }

  /** What happens once the server is up. */
  private interface Act {
    void play(RollcallServer server, Credentials credentials)
        throws DemoException, InterruptedException;
  }
}
