package dev.rollcall.rest;

/** A request that is answered with an error; the message is for the client. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ApiError error;

  public ApiException(ApiError error, String message) {
    // Thrown for what clients do, so often that its stack trace would only cost.
    super(message, null, false, false);
    this.error = error;
  }

  public ApiError error() {
    return error;
  }
}
