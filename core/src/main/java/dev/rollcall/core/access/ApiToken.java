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

  /** The same token, last used at {@code minute}. */
  ApiToken withLastUsed(Instant minute) {
    return new ApiToken(
        id, account, user, label, scopes, hash, created, expires, Optional.of(minute), revoked);
  }

  /** The same token, worthless from {@code now} on. */
  ApiToken withRevoked(Instant now) {
    return new ApiToken(
        id, account, user, label, scopes, hash, created, expires, lastUsed, Optional.of(now));
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "ApiToken[" + id + "]";
  }
}
