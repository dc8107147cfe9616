package dev.rollcall.core.account;

/** Whether an account can be used. */
public enum AccountStatus {
  ACTIVE,
  /** Opens nothing until its owner makes it active again. */
  SUSPENDED,
  /** Opens nothing, for ever. */
  CLOSED
}
