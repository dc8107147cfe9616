package dev.rollcall.core;

/**
 * Core does not do what it was asked; nothing has changed. The message says what, why and what to
 * do.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final String explanation;

  public RefusedException(Problem problem, String message) {
    super(message);
    this.problem = problem;
    this.explanation = message;
  }

  public RefusedException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
    this.explanation = message;
  }

  /** What is refused, why, and what to do: fit to be shown to the caller. */
  public String explanation() {
    return explanation;
  }

  public Problem problem() {
    return problem;
  }
}
