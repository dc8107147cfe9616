package dev.rollcall.core.account;

import java.util.Optional;

/** What is to be changed of a sub-account; what is empty stays as it is. */
public record AccountUpdate(Optional<String> friendlyName, Optional<AccountStatus> status) {
  /** Leaves everything as it is. */
  public static final AccountUpdate NOTHING = new AccountUpdate(Optional.empty(), Optional.empty());
}
