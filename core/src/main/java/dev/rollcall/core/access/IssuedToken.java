package dev.rollcall.core.access;

/**
 * A new token with its secret, which is nowhere else and cannot be had again.
 *
 * @param secret what a caller sends as bearer token
 */
public record IssuedToken(ApiToken token, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "IssuedToken[" + token.id() + "]";
  }
}
