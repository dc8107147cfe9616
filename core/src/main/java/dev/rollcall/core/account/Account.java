package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;
import java.time.Instant;
import java.util.Optional;

/**
 * An owner of calls and conferences: one that the server was configured with, or a sub-account that
 * one of those made. Immutable.
 *
 * @param sid the account's name
 * @param owner the account that made this one; its own sid if it was configured
 * @param friendlyName what people call it, at most {@value Accounts#LONGEST_FRIENDLY_NAME}
 *     characters if it is a sub-account's
 * @param authToken the secret that proves it and signs its webhooks; letters and digits only, since
 *     one official SDK refuses others
 * @param created when it was made; empty if it was configured, since nobody saw that
 * @param updated when it was last changed; empty if it was configured
 */
public record Account(
    AccountSid sid,
    AccountSid owner,
    String friendlyName,
    AccountStatus status,
    String authToken,
    Optional<Instant> created,
    Optional<Instant> updated) {

  /** A configured account. */
  public Account(AccountSid sid, String authToken) {
    this(sid, sid, sid.text(), AccountStatus.ACTIVE, authToken, Optional.empty(), Optional.empty());
  }

  /** Whether another account made it. */
  public boolean isSubAccount() {
    return !owner.equals(sid);
  }

  /** The same account under another name. */
  Account withFriendlyName(String name, Instant now) {
    return new Account(sid, owner, name, status, authToken, created, Optional.of(now));
  }

  /** The same account in another state. */
  Account withStatus(AccountStatus other, Instant now) {
    return new Account(sid, owner, friendlyName, other, authToken, created, Optional.of(now));
  }

  /** The account without its secret, so that it can stand in a log line. */
  @Override
  public String toString() {
    return "Account[" + sid + "]";
  }
}
