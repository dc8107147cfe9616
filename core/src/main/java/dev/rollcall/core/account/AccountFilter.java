package dev.rollcall.core.account;

import java.util.Optional;

/** Which accounts of a list are wanted: those that have every value given. */
public record AccountFilter(Optional<String> friendlyName, Optional<AccountStatus> status) {
  /** Accepts every account. */
  public static final AccountFilter ALL = new AccountFilter(Optional.empty(), Optional.empty());

  public boolean accepts(Account account) {
    return friendlyName.map(account.friendlyName()::equals).orElse(true)
        && status.map(account.status()::equals).orElse(true);
  }
}
