package dev.rollcall.core.access;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A token as it is now, and the caller it proves. Safe for use by many threads. */
final class HeldToken {
  private final AtomicReference<ApiToken> token;
  private final Principal principal;

  HeldToken(ApiToken token, Principal principal) {
    this.token = new AtomicReference<>(token);
    this.principal = principal;
  }

  ApiToken token() {
    return token.get();
  }

  Principal principal() {
    return principal;
  }

  /** Notes a use; tells whether that is the first one of its minute. */
  boolean used(Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    ApiToken seen = token.get();
    if (seen.lastUsed().map(last -> !last.isBefore(minute)).orElse(false)) {
      return false;
    }
    // Whoever changed it in between noted the same minute, or took the token out of use.
    return token.compareAndSet(seen, seen.withLastUsed(minute));
  }

  ApiToken revoke(Instant now) {
    return token.updateAndGet(seen -> seen.withRevoked(now));
  }
}
