package dev.rollcall.server.account;

import dev.rollcall.core.account.Account;

/** The account that owns the server's phones, and where its secret came from. */
public record Credentials(Account account, Origin origin) {
  /** Where a secret came from. */
  public enum Origin {
    /** The owner gave it in file or environment. */
    CONFIGURED,
    /** An earlier start made it. */
    KEPT,
    /** This start made it: nobody has seen it, so it has to be shown, this once. */
    CREATED
  }
}
