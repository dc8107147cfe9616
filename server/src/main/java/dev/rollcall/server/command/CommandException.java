package dev.rollcall.server.command;

/** A command cannot do what it was asked; the message is for its user and says what to do. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  CommandException(String message) {
    this(ExitStatus.FAILED, message);
  }

  CommandException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What the process ends with. */
  int status() {
    return status;
  }
}
