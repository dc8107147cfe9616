package dev.rollcall.core;

/**
 * Core does not do what it was asked; nothing has changed. The message says what, why and what to
 * do.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  public RefusedException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  public RefusedException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
