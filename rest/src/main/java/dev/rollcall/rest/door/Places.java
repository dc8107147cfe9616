package dev.rollcall.rest.door;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.rest.ApiError;
import dev.rollcall.rest.ApiException;
import java.util.HashMap;
import java.util.Map;

/** How many are reading at once, over all and of each account. Safe for use by many threads. */
public final class Places {
  private final int most;
  private final int mostPerAccount;
  private final Map<AccountSid, Integer> perAccount = new HashMap<>();
  private int taken;

  public Places(int most, int mostPerAccount) {
    this.most = most;
    this.mostPerAccount = mostPerAccount;
  }

  /**
   * Refuses a request for which there is no place now.
   *
   * @throws ApiException with 429
   */
  public synchronized void check(AccountSid account) {
    if (perAccount.getOrDefault(account, 0) >= mostPerAccount) {
      throw new ApiException(
          ApiError.TOO_MANY_REQUESTS,
          "The account reads what happens "
              + mostPerAccount
              + " times at once, which is all it may. End one of the readers first.");
    }
    if (taken >= most) {
      throw new ApiException(
          ApiError.TOO_MANY_REQUESTS,
          "As many readers wait for what happens as the server allows. Try again later.");
    }
  }

  /** Takes a place; false if there is none. */
  public synchronized boolean enter(AccountSid account) {
    if (taken >= most || perAccount.getOrDefault(account, 0) >= mostPerAccount) {
      return false;
    }
    taken++;
    perAccount.merge(account, 1, Integer::sum);
    return true;
  }

  /** How many there are. */
  public int most() {
    return most;
  }

  /** How many are taken now. */
  public synchronized int taken() {
    return taken;
  }

  /** Gives back a place that was taken. */
  public synchronized void exit(AccountSid account) {
    taken--;
    perAccount.computeIfPresent(account, (_, count) -> count == 1 ? null : count - 1);
  }
}
