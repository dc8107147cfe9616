package dev.rollcall.server.command;

/** A command cannot do what it was asked; the message is for its user and says what to do. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public CommandException(String message) {
    this(ExitStatus.FAILED, message);
  }

  public CommandException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What the process ends with. */
  int status() {
    return status;
  }
}
