package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;

/**
 * An owner of calls and conferences.
 *
 * @param sid the account's name
 * @param authToken the secret that proves it; letters and digits only, since one official SDK
 *     refuses others
 */
public record Account(AccountSid sid, String authToken) {
  /** The account without its secret, so that it can stand in a log line. */
  @Override
  public String toString() {
    return "Account[" + sid + "]";
  }
}
