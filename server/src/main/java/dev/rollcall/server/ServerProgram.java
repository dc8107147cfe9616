package dev.rollcall.server;

import dev.rollcall.server.account.AccountFile;
import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.account.Credentials;
import dev.rollcall.server.command.ExitStatus;
import dev.rollcall.server.command.ServerCommands;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.LogOptions;
import dev.rollcall.server.log.Logging;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The commands that run a server in this process, until it is told to stop. */
public final class ServerProgram implements ServerCommands {
  private static final Logger log = LoggerFactory.getLogger(ServerProgram.class);

  private final PrintWriter out;
  private final PrintWriter err;

  public ServerProgram(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public int serve(Configuration configuration) {
    Logging.start(configuration.log());
    return run(configuration, (_, _) -> () -> {});
  }

  @Override
  public int demo(Configuration configuration) {
    Logging.start(quiet(configuration.log()));
    return run(
        configuration, (server, credentials) -> new Demo(server, credentials.account(), out).run());
  }

  private int run(Configuration configuration, Act act) {
    try {
      Credentials credentials = AccountFile.credentials(configuration, new SecureRandom());
      RollcallServer server = RollcallServer.start(configuration, credentials.account());
      Guests guests = new Guests(server);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(guests::stop));
      welcome(configuration, server, credentials);
      guests.invite(act.play(server, credentials));
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

  /** The demo's own output is for people; the log joins in only where something is wrong. */
  private static LogOptions quiet(LogOptions options) {
    return options.level() == Level.INFO ? new LogOptions(options.format(), Level.WARN) : options;
  }

  /** What happens once the server is up; returns what is to be closed after the server. */
  private interface Act {
    AutoCloseable play(RollcallServer server, Credentials credentials)
        throws DemoException, InterruptedException;
  }

  /**
   * The server and who uses it in this process: told to stop, the server says goodbye before they
   * go.
   */
  private static final class Guests {
    private final RollcallServer server;
    private volatile AutoCloseable guest = () -> {};

    Guests(RollcallServer server) {
      this.server = server;
    }

    void invite(AutoCloseable invited) {
      guest = invited;
    }

    void stop() {
      server.close();
      try {
        guest.close();
      } catch (Exception e) {
        log.atDebug().setCause(e).log("a guest did not leave in good order");
      }
    }
  }
}
