package dev.rollcall.rest;

import dev.rollcall.core.account.Accounts;
import dev.rollcall.core.account.Proof;
import dev.rollcall.core.account.Vouched;
import dev.rollcall.http.BasicCredentials;
import dev.rollcall.http.HttpRequest;
import dev.rollcall.http.HttpResponse;
import java.util.Optional;

/**
 * How an account proves itself by HTTP Basic authentication: with its sid and its auth token, or
 * with the sid and the secret of one of its API keys. What a door of this process that hands the
 * request on has {@link Vouched vouched} for need not be proved again.
 */
public final class AccountProof {
  private AccountProof() {}

  /**
   * What {@code request} proves; empty if it proves nothing. Whether the account is active is to be
   * {@link #checkActive checked} too.
   */
  public static Optional<Proof> of(HttpRequest request, Accounts accounts) {
    return Vouched.now()
        .or(
            () ->
                BasicCredentials.of(request)
                    .flatMap(given -> accounts.authenticate(given.user(), given.secret())));
  }

  /**
   * Refuses whoever speaks for an account that opens nothing now.
   *
   * @throws ApiException with {@code ACCOUNT_NOT_ACTIVE}
   */
  public static void checkActive(Proof proof, Accounts accounts) {
    if (!accounts.isActive(proof.account())) {
      throw new ApiException(
          ApiError.ACCOUNT_NOT_ACTIVE,
          "The account is suspended or closed: its own credentials open nothing. Its owner reads"
              + " what is in it, and wakes a suspended one with Status=active.");
    }
  }

  /** The answer to one who proves nothing. */
  public static HttpResponse unknown() {
    return ErrorBody.answer(
            ApiError.UNAUTHENTICATED,
            "Authenticate: send the account's sid and its auth token, or an API key and its"
                + " secret, as user and password by HTTP Basic authentication.")
        .with("WWW-Authenticate", "Basic realm=\"Rollcall\"");
  }
}
