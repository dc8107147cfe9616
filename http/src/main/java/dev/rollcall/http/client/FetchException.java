package dev.rollcall.http.client;

/** Something could not be fetched or sent; the explanation says why and what to do. */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String explanation;

  /** How far a request came. */
  public enum Kind {
    /** Never asked: the address is of no form that is asked, or lies where we do not ask. */
    REFUSED_TARGET,
    /** No connection in time: the host has no address, refuses, or is silent. Nothing was sent. */
    CONNECT,
    /** No secure connection: the certificate is not trusted, or TLS failed. Nothing was sent. */
    TLS,
    /** Connected, but the answer did not come in time. The target may have acted on it. */
    TIMEOUT,
    /** The answer is longer than is taken. */
    TOO_LARGE,
    /** Answered, but not with a status of 2xx. */
    STATUS,
    /** The connection broke, or what came is not HTTP. The target may have acted on it. */
    BROKEN,
    /** This side is being stopped. */
    STOPPING
  }

  public FetchException(Kind kind, String explanation) {
    super(explanation);
    this.kind = kind;
    this.explanation = explanation;
  }

  public FetchException(Kind kind, String explanation, Throwable cause) {
    super(explanation, cause);
    this.kind = kind;
    this.explanation = explanation;
  }

  public Kind kind() {
    return kind;
  }

  /** Fit to be shown to whoever gave the address. */
  public String explanation() {
    return explanation;
  }
}
