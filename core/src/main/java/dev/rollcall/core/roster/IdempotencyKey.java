package dev.rollcall.core.roster;

/**
 * What makes a request that is sent again the same request.
 *
 * @param key chosen by the app, 1 to 255 characters
 * @param fingerprint tells requests apart: the same key with another fingerprint is refused
 */
public record IdempotencyKey(String key, String fingerprint) {
  public IdempotencyKey {
    if (key.isEmpty() || key.length() > 255) {
      throw new IllegalArgumentException("a key of " + key.length() + " characters");
    }
  }
}
