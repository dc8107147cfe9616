package dev.rollcall.rest;

import dev.rollcall.core.account.Account;
import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.http.BasicCredentials;
import dev.rollcall.http.HttpRequest;
import java.util.Optional;

/** How an account proves itself: its sid and its auth token by HTTP Basic authentication. */
public final class AccountProof {
  private AccountProof() {}

  /** The account that {@code request} proves; empty if it proves none. */
  public static Optional<AccountSid> of(HttpRequest request, Accounts accounts) {
    return BasicCredentials.of(request)
        .flatMap(given -> accounts.authenticate(given.user(), given.secret()))
        .map(Account::sid);
  }
}
