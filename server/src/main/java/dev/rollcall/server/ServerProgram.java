package dev.rollcall.server;

import dev.rollcall.mcp.conformance.ConformanceServer;
import dev.rollcall.mcp.stdio.StdioBridge;
import dev.rollcall.server.account.AccountFile;
import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.account.Credentials;
import dev.rollcall.server.account.RunFile;
import dev.rollcall.server.command.Administration;
import dev.rollcall.server.command.CommandException;
import dev.rollcall.server.command.ExitStatus;
import dev.rollcall.server.command.ServerCommands;
import dev.rollcall.server.configuration.Configuration;
import dev.rollcall.server.configuration.LogOptions;
import dev.rollcall.server.log.Logging;
import dev.rollcall.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
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

  @Override
  public int conformance(Configuration configuration) {
    Logging.start(quiet(configuration.log()));
    try (ConformanceServer server =
        ConformanceServer.start(configuration.http().host(), configuration.http().port())) {
      out.println("The fixtures of the MCP conformance suite, open to everybody on this machine:");
      out.println("  MCP      " + Doors.address(server.address()) + ConformanceServer.MOUNT);
      out.println("Stop with Ctrl-C.");
      out.flush();
      new CountDownLatch(1).await();
      return ExitStatus.OK;
    } catch (IOException e) {
      err.println("rollcall: " + e.getMessage());
      return ExitStatus.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.FAILED;
    }
  }

  @Override
  public int mcp(URI endpoint, Optional<String> token) {
    try {
      new StdioBridge(System.in, System.out, endpoint, token).run();
      return ExitStatus.OK;
    } catch (IOException e) {
      err.println("rollcall: " + e.getMessage());
      return ExitStatus.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitStatus.FAILED;
    }
  }

  @Override
  public Administration administration(Configuration configuration)
      throws CommandException, AccountFileException {
    Logging.start(new LogOptions(configuration.log().format(), Level.ERROR));
    try {
      return InFolder.open(configuration);
    } catch (StoreException inUse) {
      return new OverHttp(running(configuration, inUse), String.valueOf(inUse.getMessage()));
    }
  }

  /** The server whose use of the folder kept this process out. */
  private static RunFile.Running running(Configuration configuration, StoreException inUse)
      throws CommandException {
    try {
      return RunFile.read(configuration.store().dataDirectory())
          .orElseThrow(() -> new CommandException(String.valueOf(inUse.getMessage())));
    } catch (IOException e) {
      throw new CommandException(String.valueOf(e.getMessage()));
    }
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
    out.println("  console  " + doors.http() + "/");
    out.println("  REST     " + doors.rest(credentials.account()));
    out.println("  MCP      " + doors.mcp());
    out.println("  registry " + doors.http() + "/registry/");
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
