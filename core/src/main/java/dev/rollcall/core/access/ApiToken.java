package dev.rollcall.core.access;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token without its secret. Immutable.
 *
 * @param label what it is for, in its maker's words; may be empty
 * @param hash SHA-256 of the secret in lower-case hexadecimal digits; the secret has 256 random
 *     bits, so nothing slower is needed
 * @param lastUsed to the minute
 */
public record ApiToken(
    TokenId id,
    AccountSid account,
    UserId user,
    String label,
    Set<Scope> scopes,
    String hash,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUsed,
    Optional<Instant> revoked) {
  public ApiToken {
    scopes = Set.copyOf(scopes);
  }

  /** Whether it opens anything at {@code now}. */
  public boolean isValid(Instant now) {
    return revoked.isEmpty() && expires.map(now::isBefore).orElse(true);
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "ApiToken[" + id + "]";
  }
}
