package dev.rollcall.server.command;

/** What the process ends with. */
public final class ExitStatus {
  /** It did what it was asked. */
  public static final int OK = 0;

  /** It could not, for a reason outside the command line. */
  public static final int FAILED = 1;

  /** The command line or the configuration has to be changed first. */
  public static final int USAGE = 2;

  private ExitStatus() {}
}
