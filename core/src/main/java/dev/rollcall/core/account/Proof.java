package dev.rollcall.core.account;

import dev.rollcall.core.identity.AccountSid;
import dev.rollcall.core.identity.KeySid;
import dev.rollcall.core.user.UserId;

/** What a caller has proved itself with. Holds no secret. Immutable. */
public sealed interface Proof {
  /** The account whose caller it is. */
  AccountSid account();

  /** The account's own token: it may do everything. */
  record OfAuthToken(AccountSid account) implements Proof {}

  /** A key of the account: it may do everything but manage accounts and keys. */
  record OfKey(AccountSid account, KeySid key) implements Proof {}

  /**
   * Nothing of the account's own: a door vouches for a user, and sees to what that user may do and
   * for how long.
   */
  record OfUser(AccountSid account, UserId user) implements Proof {}

  /** Whether accounts, keys and other means of proof may be managed with it. */
  default boolean mayManage() {
    return switch (this) {
      case OfAuthToken _ -> true;
      case OfKey _, OfUser _ -> false;
    };
  }
}
