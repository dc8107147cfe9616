package dev.rollcall.rest.events;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import java.util.HashMap;
import java.util.Map;

/** How many are reading at once, over all and of each account. Safe for use by many threads. */
final class Places {
  private final int most;
  private final int mostPerAccount;
  private final Map<AccountSid, Integer> perAccount = new HashMap<>();
  private int taken;

  Places(int most, int mostPerAccount) {
    this.most = most;
    this.mostPerAccount = mostPerAccount;
  }

  /**
   * Refuses a request for which there is no place now.
   *
   * @throws ApiException with 429
   */
  synchronized void check(AccountSid account) {
    if (perAccount.getOrDefault(account, 0) >= mostPerAccount) {
      throw new ApiException(
          ApiError.TOO_MANY_REQUESTS,
          "The account reads events "
              + mostPerAccount
              + " times at once, which is all it may. End one of the readers first.");
    }
    if (taken >= most) {
      throw new ApiException(
          ApiError.TOO_MANY_REQUESTS,
          "As many readers wait for events as the server allows. Try again later.");
    }
  }

  /** Takes a place; false if there is none. */
  synchronized boolean enter(AccountSid account) {
    if (taken >= most || perAccount.getOrDefault(account, 0) >= mostPerAccount) {
      return false;
    }
    taken++;
    perAccount.merge(account, 1, Integer::sum);
    return true;
  }

  synchronized void exit(AccountSid account) {
    taken--;
    perAccount.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
  }
}
