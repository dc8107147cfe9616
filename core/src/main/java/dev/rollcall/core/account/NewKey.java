package dev.rollcall.core.account;

/**
 * A key with its secret, which is shown to its maker and then kept nowhere.
 *
 * @param secret {@value Keys#SECRET_LENGTH} letters and digits
 */
public record NewKey(ApiKey key, String secret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "NewKey[" + key.sid() + "]";
  }
}
