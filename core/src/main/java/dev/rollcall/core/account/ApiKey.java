package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import java.time.Instant;

/**
 * An API key without its secret: a further way for an account to prove itself, which can be taken
 * back alone. It is good until it is removed. Immutable.
 *
 * @param friendlyName what it is for, in its maker's words; may be empty
 * @param hash SHA-256 of the secret in lower-case hexadecimal digits; the secret has 190 random
 *     bits, so nothing slower is needed
 */
public record ApiKey(
    KeySid sid,
    AccountSid account,
    String friendlyName,
    String hash,
    Instant created,
    Instant updated) {

  /** The same key under another name. */
  ApiKey withFriendlyName(String name, Instant now) {
    return new ApiKey(sid, account, name, hash, created, now);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "ApiKey[" + sid + "]";
  }
}
