package dev.rollcall.http.client;

/** Something could not be fetched; the explanation says why and what to do. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  public FetchException(String explanation) {
    super(explanation);
    this.explanation = explanation;
  }

  public FetchException(String explanation, Throwable cause) {
    super(explanation, cause);
    this.explanation = explanation;
  }

  /** Fit to be shown to whoever gave the address. */
  public String explanation() {
    return explanation;
  }
}
