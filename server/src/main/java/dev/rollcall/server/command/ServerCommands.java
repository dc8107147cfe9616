package dev.rollcall.server.command;

import dev.rollcall.server.configuration.Configuration;

/** What the command line starts; each returns the process's exit status once it is over. */
public interface ServerCommands {
  /** Runs the server until it is told to stop. */
  int serve(Configuration configuration);

  /** Runs the server with phones of its own that call in and talk. */
  int demo(Configuration configuration);
}
