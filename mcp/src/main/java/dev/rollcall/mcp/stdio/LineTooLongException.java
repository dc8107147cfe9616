package dev.rollcall.mcp.stdio;

/** A line was longer than allowed, and skipped. */
final class LineTooLongException extends Exception {
  private static final long serialVersionUID = 1L;

  LineTooLongException(int longest) {
    super("The line is longer than " + longest + " bytes.", null, false, false);
  }
}
