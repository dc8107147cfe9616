package dev.rollcall.core.roster;

import dev.rollcall.core.Problem;
import dev.rollcall.core.RefusedException;
import dev.rollcall.core.identity.AccountSid;
import java.util.function.Predicate;

/**
 * Whether anybody is taken in: into no conference of an account that is not active, and into none
 * at all once the server stops.
 *
 * <p>It is asked under the lock of the conference. So whoever shuts it and takes each conference's
 * lock after that has seen everybody who got through before.
 */
final class Gate {
  private final Predicate<AccountSid> activeAccounts;
  private volatile boolean shut;

  Gate(Predicate<AccountSid> activeAccounts) {
    this.activeAccounts = activeAccounts;
  }

  /**
   * Lets somebody in, or calls somebody, for {@code account}.
   *
   * @throws RefusedException {@code ACCOUNT_INACTIVE}, or {@code STORE_UNAVAILABLE} if the server
   *     stops
   */
  void pass(AccountSid account) {
    if (shut) {
      throw new RefusedException(
          Problem.STORE_UNAVAILABLE,
          "The server is stopping and takes nobody in any more; try again when it is back.");
    }
    if (!isActive(account)) {
      throw new RefusedException(
          Problem.ACCOUNT_INACTIVE,
          "The account "
              + account
              + " is not active, so nobody can join its conferences or be called for it; its owner"
              + " can make it active again unless it is closed.");
    }
  }

  boolean isActive(AccountSid account) {
    return activeAccounts.test(account);
  }

  /** Lets nobody in from now on. */
  void shut() {
    shut = true;
  }
}
