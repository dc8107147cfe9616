package dev.rollcall.rest;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.http.BasicCredentials;
import dev.rollcall.http.HttpRequest;
import java.util.Optional;

/**
 * How an account proves itself by HTTP Basic authentication: with its sid and its auth token, or
 * with the sid and the secret of one of its API keys.
 */
public final class AccountProof {
  private AccountProof() {}

  /** What {@code request} proves; empty if it proves nothing, or the account is not active. */
  public static Optional<Proof> of(HttpRequest request, Accounts accounts) {
    return BasicCredentials.of(request)
        .flatMap(given -> accounts.authenticate(given.user(), given.secret()));
  }
}
