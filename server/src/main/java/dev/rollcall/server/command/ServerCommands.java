package dev.rollcall.server.command;

import dev.rollcall.server.account.AccountFileException;
import dev.rollcall.server.configuration.Configuration;
import java.net.URI;
import java.util.Optional;

/** What the command line starts; each returns the process's exit status once it is over. */
public interface ServerCommands {
  /** Runs the server until it is told to stop. */
  int serve(Configuration configuration);

  /** Runs the server with phones of its own that call in and talk. */
  int demo(Configuration configuration);

  /** Runs a server with the fixtures of the MCP conformance suite. */
  int conformance(Configuration configuration);

  /** Carries MCP messages between this process's streams and the server at {@code endpoint}. */
  int mcp(URI endpoint, Optional<String> token);

  /** Opens the administration of the users and tokens in the configured data folder. */
  Administration administration(Configuration configuration)
      throws CommandException, AccountFileException;
}
