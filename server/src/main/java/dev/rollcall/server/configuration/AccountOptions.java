package dev.rollcall.server.configuration;

import dev.rollcall.core.account.Account;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the server. No two accounts have the same sid.
 *
 * @param owner the account of the SIP listener's phones; empty means the one kept in the data
 *     folder
 * @param others accounts that may use the REST API and own no phones
 */
public record AccountOptions(Optional<Account> owner, List<Account> others) {
  public AccountOptions {
    others = List.copyOf(others);
  }
}
